package io.assay.io.answer;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.struct;

import io.assay.io.LakeFiles;
import io.assay.io.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/**
 * Journals as rows, and their way into Parquet. The Parquet file of a journal bears its owner's
 * name, so that a journal whose file is there was compacted and counts no more, wherever a crash
 * came between.
 */
final class AnswerJournals {
  /** As the journal writes it: the instant is text. */
  private static final StructType LINE =
      Table.columns(
          "request_hash?",
          "repeat? int",
          "outcome?",
          "raw?",
          "finish_reason?",
          "input_tokens? int",
          "output_tokens? int",
          "cost_micro_usd? long",
          "latency_ms? int",
          "attempts? int",
          "asked_at?");

  private static final String OWNER = "^(.*)\\.[0-9]+\\.jsonl$";
  private static final String INTENT = StoredAnswer.Outcome.INTENT.key();
  private static final String UNKNOWN = StoredAnswer.Outcome.UNKNOWN.key();

  private final SparkSession session;
  private final LakeFiles files;

  AnswerJournals(SparkSession session, LakeFiles files) {
    this.session = session;
    this.files = files;
  }

  /** Where the journals of a folder of answers are. */
  static Path in(Path folder) {
    return new Path(folder, "_journal");
  }

  /** The journal files of a folder that are not compacted, by owner. */
  Map<String, List<Path>> pending(Path folder) {
    Map<String, List<Path>> byOwner =
        files.names(in(folder)).stream()
            .filter(name -> name.endsWith(".jsonl"))
            .collect(
                Collectors.groupingBy(
                    name -> name.replaceFirst(OWNER, "$1"),
                    TreeMap::new,
                    Collectors.mapping(name -> new Path(in(folder), name), Collectors.toList())));
    byOwner.keySet().removeIf(owner -> files.exists(compacted(folder, owner)));
    return byOwner;
  }

  /**
   * The rows of journals; a request that was about to be sent and of which nothing more is written
   * is {@code unknown}, at its worst price. A line that a kill cut short is left out.
   */
  Dataset<Row> rows(Stream<Path> journals) {
    Dataset<Row> lines = lines(journals);
    Dataset<Row> outcomes = lines.where(col("outcome").notEqual(INTENT));
    Dataset<Row> open = open(lines, outcomes);
    return outcomes.select(columns()).unionByName(open.select(columns()));
  }

  private Dataset<Row> lines(Stream<Path> journals) {
    return session
        .read()
        .schema(LINE)
        .option("mode", "DROPMALFORMED")
        .json(journals.map(Path::toString).toArray(String[]::new))
        .withColumn("journal", regexp_extract(col("_metadata.file_path"), OWNER, 1))
        .where(col("request_hash").isNotNull().and(col("outcome").isNotNull()));
  }

  private static Dataset<Row> open(Dataset<Row> lines, Dataset<Row> outcomes) {
    List<String> key = List.of("journal", "request_hash", "repeat");
    Column whole =
        struct(Stream.of(LINE.fieldNames()).map(name -> col(name)).toArray(Column[]::new));
    Dataset<Row> last =
        lines
            .where(col("outcome").equalTo(INTENT))
            .groupBy(key.stream().map(name -> col(name)).toArray(Column[]::new))
            .agg(max_by(whole, col("attempts")).as("intent"))
            .select("journal", "intent.*")
            .withColumn("outcome", lit(UNKNOWN));
    String[] names = key.toArray(String[]::new);
    return last.join(outcomes.select("journal", "request_hash", "repeat"), names, "left_anti");
  }

  /** The columns of the store, from text where the journal has text. */
  private static Column[] columns() {
    return Stream.of(AnswerStore.SCHEMA.fields())
        .map(field -> col(field.name()).cast(field.dataType()))
        .toArray(Column[]::new);
  }

  /** How many requests were in flight when their run was killed. */
  long inFlight(Path folder) {
    List<Path> journals = pending(folder).values().stream().flatMap(List::stream).toList();
    if (journals.isEmpty()) {
      return 0;
    }
    Dataset<Row> lines = lines(journals.stream());
    return open(lines, lines.where(col("outcome").notEqual(INTENT))).count();
  }

  /**
   * Turns every pending journal of a folder into a Parquet file and deletes the journals. Nobody
   * may be writing one.
   */
  void compact(Path folder) {
    pending(folder).forEach((owner, journals) -> compact(folder, owner, journals));
    files.delete(in(folder));
  }

  private void compact(Path folder, String owner, List<Path> journals) {
    Path temporary = new Path(folder, "_compacting");
    rows(journals.stream())
        .coalesce(1)
        .sortWithinPartitions("request_hash", "repeat")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(temporary.toString());
    files.names(temporary).stream()
        .filter(name -> name.endsWith(".parquet"))
        .forEach(name -> files.move(new Path(temporary, name), compacted(folder, owner)));
    files.delete(temporary);
  }

  private static Path compacted(Path folder, String owner) {
    return new Path(folder, "answers-" + owner + ".parquet");
  }
}
