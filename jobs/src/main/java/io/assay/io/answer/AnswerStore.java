package io.assay.io.answer;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.assay.io.Lake;
import io.assay.io.LakeFiles;
import io.assay.io.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * All answers that were ever bought, below {@code store/answers}: one folder a model and prompt,
 * shared by all runs, only ever added to.
 */
public final class AnswerStore {
  /** Columns of a row of the store. */
  public static final StructType SCHEMA =
      Table.columns(
          "request_hash",
          "repeat int",
          "outcome",
          "raw?",
          "finish_reason?",
          "input_tokens int",
          "output_tokens int",
          "cost_micro_usd long",
          "latency_ms int",
          "attempts int",
          "asked_at ts");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final SparkSession session;
  private final LakeFiles files;
  private final Path root;

  public AnswerStore(SparkSession session, LakeFiles files, Lake lake) {
    this.session = session;
    this.files = files;
    this.root = new Path(lake.store(), "answers");
  }

  /**
   * Opens the folder of one model and prompt for asking, and brings in what earlier runs left.
   *
   * @param modelSlug for people, safe in a path
   * @param promptDigest of everything that decides an answer besides the text
   * @param host of this process, as other writers see it
   * @throws io.assay.config.AssayException (NOT_READY) if another living run has it open
   */
  public AnswerFolder open(String modelSlug, String promptDigest, String host, Clock clock) {
    return AnswerFolder.open(session, files, folder(modelSlug, promptDigest), host, clock);
  }

  /** The answers of one model to one prompt; whoever asks at the same time is not disturbed. */
  public StoredAnswers stored(String modelSlug, String promptDigest) {
    return new StoredAnswers(session, files, folder(modelSlug, promptDigest));
  }

  private Path folder(String modelSlug, String promptDigest) {
    return new Path(root, "model=" + modelSlug + "/prompt=" + promptDigest);
  }

  /** How long a model has taken so far. */
  public CallRate rate(String model) {
    return files.read(rateFile(model)).flatMap(AnswerStore::parsed).orElse(CallRate.NONE);
  }

  /** Keeps how long a model has taken, so that a run that reuses every answer knows it too. */
  public void keepRate(String model, CallRate rate) {
    try {
      files.replace(rateFile(model), JSON.writeValueAsString(rate) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<CallRate> parsed(String json) {
    try {
      return Optional.of(JSON.readValue(json, CallRate.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private Path rateFile(String model) {
    return new Path(
        root.getParent(), "rates/llm=" + model.replaceAll("[^A-Za-z0-9._-]+", "-") + ".json");
  }

  /**
   * What was spent over all models and prompts.
   *
   * @param from asked at or after this instant
   * @return whole micro-dollars; calls in flight when a run was killed, and batches under way,
   *     count at their worst price
   */
  public long spentMicroUsd(Instant from) {
    return files.exists(root) ? answeredMicroUsd(from) + underWayMicroUsd() : 0;
  }

  /** Whenever they were submitted: the bill is still to come. */
  private long underWayMicroUsd() {
    return folders().stream()
        .flatMap(folder -> new BatchRecords(files, folder).open().stream())
        .mapToLong(BatchRecord::reservedMicroUsd)
        .sum();
  }

  private long answeredMicroUsd(Instant from) {
    AnswerJournals journals = new AnswerJournals(session, files);
    List<Path> pending =
        folders().stream()
            .flatMap(folder -> journals.pending(folder).values().stream())
            .flatMap(List::stream)
            .toList();
    Dataset<Row> rows = stored();
    return spent(pending.isEmpty() ? rows : rows.union(journals.rows(pending.stream())), from);
  }

  private List<Path> folders() {
    try {
      FileStatus[] found = files.system(root).globStatus(new Path(root, "model=*/prompt=*"));
      return Stream.of(Objects.requireNonNull(found)).map(FileStatus::getPath).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dataset<Row> stored() {
    return session
        .read()
        .schema(SCHEMA)
        .option("recursiveFileLookup", true)
        .option("pathGlobFilter", "*.parquet")
        .parquet(root.toString());
  }

  private static long spent(Dataset<Row> rows, Instant from) {
    return rows.where(col("asked_at").geq(lit(from)))
        .agg(coalesce(sum("cost_micro_usd"), lit(0L)))
        .head()
        .getLong(0);
  }
}
