package io.assay.io;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DoubleType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;
import static org.apache.spark.sql.types.DataTypes.createDecimalType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Every table of a run, in flow order: who makes it, what a row is, its columns. Reading this file
 * is reading the data flow. The store's tables are beside it in {@link Store}.
 */
public enum Table {
  POSTS(
      "ingest",
      "a post that can be used; the task's extra columns follow",
      columns("post_id", "text", "text_hash", "author?", "created_at? ts", "lang?", "gif?")),
  REJECTS(
      "ingest",
      "an input record that cannot be used, with the reason",
      columns("source", "position long", "reason", "detail", "raw")),
  GOLD(
      "ingest",
      "a label that a person gave a post",
      columns("post_id", "label", "annotator?", "source?", "split?")),
  HASHTAGS(
      "hashtags",
      "one hashtag of a post",
      columns("post_id", "position int", "tag", "key", "words strings")),
  SPLITS(
      "split",
      "the part of a post: train, tune, calibrate or test",
      columns("post_id", "part", "group_id")),
  SAMPLE(
      "sample",
      "a post drawn for a purpose, with its inclusion probability",
      columns(
          "post_id",
          "purpose",
          "stratum",
          "stratum_size long",
          "inclusion_probability double",
          "random_number double")),
  LLM_LABELS(
      "ask",
      "what an LLM labeler made of a post; of imported labels tokens and cost may be unknown",
      columns(
          "post_id",
          "labeler",
          "status",
          "label?",
          "confidence? double",
          "request_hash",
          "input_tokens? int",
          "output_tokens? int",
          "cost_micro_usd? long",
          "latency_ms? int",
          "model",
          "prompt")),
  LLM_REPEATS(
      "ask",
      "what an LLM made of a post each time it was asked the same",
      columns("post_id", "labeler", "repeat int", "status", "label?")),
  RULES(
      "train",
      "what a written rule does on the labelled posts of parts train and tune, or a hashtag that could be one",
      columns(
          "labeler",
          "rule",
          "label",
          "origin",
          "posts long",
          "right long",
          "overlaps long",
          "conflicts long",
          "of long")),
  PREDICTIONS(
      "predict",
      "what a labeler says of a post; partitioned by labeler",
      columns("post_id", "status", "label?", "confidence? double", "evidence?", "labeler")),
  KNOWN(
      "predict",
      "a post of which more is known than that it is in the frame: gold, the reference LLM's label with the posts that it stands for, or another part; letters are what near-duplicates share",
      columns("post_id", "part", "group_id", "gold?", "llm?", "w double", "stratum", "letters?")),
  KNOWN_PREDICTIONS(
      "predict",
      "a prediction of a known post, once more",
      columns("post_id", "labeler", "status", "label?", "confidence? double", "evidence?")),
  LABELLED(
      "predict",
      "a post that the predictions are of; a later run with the same models labels it again only if its content, or what LLMs said of it, is another",
      columns("post_id", "content long", "asked? long")),
  COUNTS(
      "evaluate",
      "posts counted by everything that evaluation needs; labeler_b is set for pairs",
      columns(
          "labeler",
          "labeler_b?",
          "part",
          "stratum",
          "gold?",
          "llm?",
          "predicted?",
          "predicted_b?",
          "status",
          "confidence_bin? int",
          "n long",
          "sum_w double",
          "sum_w2 double")),
  EVALUATION(
      "evaluate",
      "one measured quantity with its interval",
      columns(
          "labeler",
          "reference",
          "metric",
          "slice",
          "method",
          "value? double",
          "lower? double",
          "upper? double",
          "level double",
          "n long",
          "n_effective? double",
          "primary boolean",
          "warnings strings")),
  COMPARISON(
      "evaluate",
      "two labelers on the same posts",
      columns(
          "labeler_a",
          "labeler_b",
          "metric",
          "difference? double",
          "lower? double",
          "upper? double",
          "p_value? double",
          "p_adjusted? double",
          "method",
          "n long")),
  PATTERNS(
      "evaluate",
      "gold posts on which the same labelers were wrong, with examples of part tune",
      columns("part", "gold", "wrong strings", "absent strings", "n long", "examples strings")),
  COSTS(
      "evaluate",
      "one line of the ledger",
      columns(
          "labeler",
          "kind",
          "item",
          "quantity double",
          "unit",
          "unit_price_usd decimal",
          "price_as_of",
          "usd decimal",
          "basis"));

  private final String producer;
  private final String row;

  @SuppressWarnings("Immutable") // a StructType never changes, it only does not say so
  private final StructType schema;

  Table(String producer, String row, StructType schema) {
    this.producer = producer;
    this.row = row;
    this.schema = schema;
  }

  /** The folder below the run, for example {@code llm_labels}. */
  public String path() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The step that writes it, which is also a command. */
  public String producer() {
    return producer;
  }

  /** What one row is, for people. */
  public String row() {
    return row;
  }

  /** Columns in order; a nullable field may be null. */
  public StructType schema() {
    return schema;
  }

  /** Columns that become folders. */
  public List<String> partitionColumns() {
    return this == PREDICTIONS ? List.of("labeler") : List.of();
  }

  /** Fields from {@code name[?] [type]}; a type that is not named is string. */
  public static StructType columns(String... columns) {
    List<StructField> fields = new ArrayList<>();
    for (String column : columns) {
      String[] parts = column.split(" ", 2);
      boolean nullable = parts[0].endsWith("?");
      String name = nullable ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
      DataType type = parts.length == 1 ? StringType : type(parts[1]);
      fields.add(DataTypes.createStructField(name, type, nullable));
    }
    return DataTypes.createStructType(fields);
  }

  private static DataType type(String name) {
    return switch (name) {
      case "int" -> IntegerType;
      case "long" -> LongType;
      case "double" -> DoubleType;
      case "boolean" -> BooleanType;
      case "ts" -> TimestampType;
      case "decimal" -> createDecimalType(38, 12);
      case "strings" -> createArrayType(StringType, false);
      case "floats" -> createArrayType(DataTypes.FloatType, false);
      default -> throw new IllegalArgumentException("no column type " + name);
    };
  }
}
