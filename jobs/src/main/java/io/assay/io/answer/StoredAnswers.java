package io.assay.io.answer;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.var_samp;

import io.assay.io.LakeFiles;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The answers of one model to one prompt, to be read and not to be changed. */
public final class StoredAnswers {
  private final SparkSession session;
  private final LakeFiles files;
  private final Path folder;

  StoredAnswers(SparkSession session, LakeFiles files, Path folder) {
    this.session = session;
    this.files = files;
    this.folder = folder;
  }

  /**
   * Tokens of one answered request, over all that were answered.
   *
   * @param n answers
   * @param inputMean tokens that were sent
   * @param inputVariance of these, 0 with fewer than two answers
   * @param outputMean tokens that came back
   * @param outputVariance of these, 0 with fewer than two answers
   */
  public record Tokens(
      long n, double inputMean, double inputVariance, double outputMean, double outputVariance) {}

  /** The answers that are there for these requests, so that they need not be asked. */
  public Map<String, StoredAnswer> answered(Collection<String> requestHashes, int repeat) {
    Map<String, StoredAnswer> found = new HashMap<>();
    if (files.exists(folder)) {
      Dataset<Row> wanted =
          session.createDataset(List.copyOf(requestHashes), Encoders.STRING()).toDF("request_hash");
      rows()
          .where(col("repeat").equalTo(repeat))
          .join(broadcast(wanted), "request_hash")
          .toLocalIterator()
          .forEachRemaining(
              row -> found.merge(row.getString(0), answer(row), StoredAnswers::older));
    }
    return found;
  }

  /** What answers took so far; empty before the first that says so. */
  public Optional<Tokens> tokens() {
    if (!files.exists(folder)) {
      return Optional.empty();
    }
    Row row =
        rows()
            .where(col("input_tokens").gt(0))
            .agg(
                count(lit(1)),
                avg("input_tokens"),
                var_samp("input_tokens"),
                avg("output_tokens"),
                var_samp("output_tokens"))
            .first();
    long n = row.getLong(0);
    return n == 0
        ? Optional.empty()
        : Optional.of(
            new Tokens(n, row.getDouble(1), orZero(row, 2), row.getDouble(3), orZero(row, 4)));
  }

  private static double orZero(Row row, int column) {
    return row.isNullAt(column) ? 0 : row.getDouble(column);
  }

  /** What a run noted beside the answers about how they came about. */
  public Optional<String> note() {
    return files.read(noteFile(folder));
  }

  static Path noteFile(Path folder) {
    return new Path(folder, "_prompt.json");
  }

  /** Answered rows, those among them that are not compacted yet. */
  private Dataset<Row> rows() {
    AnswerJournals journals = new AnswerJournals(session, files);
    List<Path> pending = journals.pending(folder).values().stream().flatMap(List::stream).toList();
    Dataset<Row> compacted =
        session
            .read()
            .schema(AnswerStore.SCHEMA)
            .option("pathGlobFilter", "*.parquet")
            .parquet(folder.toString());
    Dataset<Row> all =
        pending.isEmpty() ? compacted : compacted.unionByName(journals.rows(pending.stream()));
    return all.where(col("outcome").equalTo(StoredAnswer.Outcome.ANSWERED.key()));
  }

  /** Two answers to one request are possible after a lost lock; the first one stays. */
  private static StoredAnswer older(StoredAnswer one, StoredAnswer other) {
    return Instant.parse(one.askedAt()).isBefore(Instant.parse(other.askedAt())) ? one : other;
  }

  private static StoredAnswer answer(Row row) {
    Instant askedAt = row.getTimestamp(row.fieldIndex("asked_at")).toInstant();
    return new StoredAnswer(
        row.getAs("request_hash"),
        row.getAs("repeat"),
        StoredAnswer.Outcome.ANSWERED,
        row.getAs("raw"),
        row.getAs("finish_reason"),
        row.getAs("input_tokens"),
        row.getAs("output_tokens"),
        row.getAs("cost_micro_usd"),
        row.getAs("latency_ms"),
        row.getAs("attempts"),
        askedAt.toString());
  }
}
