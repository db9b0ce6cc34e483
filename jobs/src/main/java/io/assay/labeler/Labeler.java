package io.assay.labeler;

import io.assay.config.LabelerSettings;
import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.label.RuleSet;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * One kind of labeler. It may learn from posts and keep what it learned in a folder; then it adds
 * its outcome to posts as one more column. A kind that is not in {@link Labelers} is used by giving
 * its class name as the kind in the task file; such a class needs a public constructor without
 * arguments.
 */
public interface Labeler {

  /** The value of {@code kind} in task files. */
  String kind();

  /** The record whose components are its keys in the task file. */
  Class<? extends LabelerSettings> settings();

  /** One sentence for people: how it labels. */
  String sentence();

  /** Whether it learns from gold of part train, which then belongs to its cost. */
  default boolean learns() {
    return false;
  }

  /** The rules that people wrote for it, if it labels by such. */
  default Optional<RuleSet> rules(Task task, LabelerSpec spec) {
    return Optional.empty();
  }

  /**
   * Learns, and keeps what it learned in the folder of {@code lesson}. Called once a run, on the
   * driver; kinds with nothing to learn do nothing.
   *
   * @throws NotTrained if the posts do not allow it, with the reason
   */
  default void learn(Lesson lesson) throws NotTrained {}

  /**
   * Adds the outcome of every post.
   *
   * @param posts with the columns of {@link PostColumns}, and the outcome columns of the labelers
   *     before this one
   * @param column the name of the column to add, of type {@link Outcomes#TYPE}; null where the
   *     labeler was not asked
   * @return the same rows with one more column
   */
  Dataset<Row> label(Dataset<Row> posts, String column, Application application);

  /** Why a labeler cannot be trained on what there is; it takes part no further. */
  final class NotTrained extends Exception {
    public NotTrained(String reason) {
      super(reason);
    }
  }
}
