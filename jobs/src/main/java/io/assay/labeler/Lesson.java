package io.assay.labeler;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.forall;
import static org.apache.spark.sql.functions.lit;

import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.io.LakeFiles;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a labeler learns from and where it keeps what it learned.
 *
 * @param train posts of part train with {@link PostColumns#GOLD}, sorted by id in a number of
 *     partitions that depends on nothing but their number
 * @param tune posts of part tune, to choose parameters with
 * @param calibrate posts of part calibrate, for probabilities and thresholds; like the others with
 *     the outcome columns of the labelers that this one refers to
 * @param unlabelled posts of parts tune and calibrate, and those of part train without gold, none
 *     with {@link PostColumns#GOLD}: nobody has learned from their gold; whoever uses them says so
 *     in {@link io.assay.config.LabelerSettings#learnsFromUnlabelled}
 * @param labelledBy from an LLM labeler's name to the posts of part train that it labelled, its
 *     label in {@link PostColumns#GOLD}, in the same order as {@code train}
 * @param llmLabels table {@code llm_labels}
 * @param embedder the text model, opened when it is first asked
 * @param folder of this labeler's model
 * @param note takes a sentence for the model card
 */
public record Lesson(
    Task task,
    LabelerSpec spec,
    Dataset<Row> train,
    Dataset<Row> tune,
    Dataset<Row> calibrate,
    Dataset<Row> unlabelled,
    Function<String, Dataset<Row>> labelledBy,
    Dataset<Row> llmLabels,
    Embedder embedder,
    Path folder,
    LakeFiles files,
    Consumer<String> note) {

  /** Posts of part train whose {@link PostColumns#VECTOR} is all numbers. */
  Dataset<Row> trainWithVectors() {
    // Spark takes what is not a number for larger than all numbers.
    return train.filter(
        forall(col(PostColumns.VECTOR), value -> abs(value).leq(lit(Float.MAX_VALUE))));
  }

  /** A text model. */
  @FunctionalInterface
  public interface Embedder {
    /** One vector of length 1 a text. */
    float[][] embed(List<String> texts);

    /** Words that the task's text models know, the most frequent first; none if it has no model. */
    default List<String> words() {
      return List.of();
    }
  }
}
