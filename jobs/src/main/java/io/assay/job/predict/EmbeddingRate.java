package io.assay.job.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.CanonicalJson;
import io.assay.job.run.JobContext;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What embedding has cost so far, kept beside the vectors that it paid for, so that a run served
 * from the store knows the price of the work that it did not repeat.
 */
public record EmbeddingRate(long texts, double coreSeconds) {

  /** Core seconds for 1,000 texts. */
  public double per1000() {
    return coreSeconds * 1_000 / texts;
  }

  /** Counts more work. */
  static void add(JobContext context, String modelId, long texts, double coreSeconds) {
    EmbeddingRate before = read(context, modelId).orElse(new EmbeddingRate(0, 0));
    EmbeddingRate after = new EmbeddingRate(before.texts + texts, before.coreSeconds + coreSeconds);
    context.run().files().replace(file(context, modelId), CanonicalJson.pretty(after));
  }

  /** The sum so far, empty before the first text or when the file was lost. */
  public static Optional<EmbeddingRate> read(JobContext context, String modelId) {
    return context.run().files().read(file(context, modelId)).flatMap(EmbeddingRate::parse);
  }

  private static Optional<EmbeddingRate> parse(String json) {
    try {
      var node = new ObjectMapper().readTree(json);
      return Optional.of(
          new EmbeddingRate(node.path("texts").asLong(), node.path("core_seconds").asDouble()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Spark reads no file whose name begins with an underscore. */
  private static Path file(JobContext context, String modelId) {
    return new Path(context.spec().lake().embeddings(modelId), "_rate.json");
  }
}
