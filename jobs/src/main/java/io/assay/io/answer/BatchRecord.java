package io.assay.io.answer;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests that were handed to a provider in one batch, kept beside the answers from before it is
 * submitted, so that whoever comes after a kill knows what is under way.
 *
 * @param mark ours, in the metadata of the batch, by which it is found again if the provider's id
 *     was lost
 * @param batchId the provider's, null until it has said it
 * @param submittedAt ISO instant
 * @param repeat which of several askings of the same texts
 * @param reservedMicroUsd what it can cost at most, in whole micro-dollars
 * @param requestHashes of all its requests
 * @param collected whether its answers are in the store
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record BatchRecord(
    String mark,
    @Nullable String batchId,
    String submittedAt,
    int repeat,
    long reservedMicroUsd,
    List<String> requestHashes,
    boolean collected) {

  public BatchRecord {
    requestHashes = List.copyOf(requestHashes);
  }

  /** The same when the provider has said its id. */
  public BatchRecord submitted(String id) {
    return new BatchRecord(
        mark, id, submittedAt, repeat, reservedMicroUsd, requestHashes, collected);
  }

  /** The same when there is nothing more to be had from it. */
  public BatchRecord ended() {
    return new BatchRecord(
        mark, batchId, submittedAt, repeat, reservedMicroUsd, requestHashes, true);
  }
}
