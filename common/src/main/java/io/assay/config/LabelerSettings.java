package io.assay.config;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the task file says of one kind of labeler beyond name, kind and effort: a record whose
 * components are the keys. Paths stay texts as written, relative to the task file's folder, so that
 * a record's JSON holds nothing of the machine.
 */
public interface LabelerSettings extends Serializable {

  /**
   * Files whose content the labeler depends on; the loader checks that they exist.
   *
   * @param folder that of the task file
   */
  default List<Path> files(Path folder) {
    return List.of();
  }

  /** Names of other labelers whose predictions it takes. */
  default List<String> refersTo() {
    return List.of();
  }

  /** Names of other labelers whose predictions it learns from, and does without once it has. */
  default List<String> learnsFrom() {
    return List.of();
  }

  /** Names of all labelers whose predictions it takes, be it to label or to learn. */
  default List<String> needs() {
    return Stream.concat(refersTo().stream(), learnsFrom().stream()).toList();
  }

  /** Whether labels by people are among what it learns from, if it learns. */
  default boolean learnsFromGold() {
    return true;
  }

  /**
   * Whether posts without gold, or those whose gold nobody learns from, are among what it learns.
   */
  default boolean learnsFromUnlabelled() {
    return !learnsFrom().isEmpty();
  }

  /**
   * The LLM whose labels it learns from, null if it learns from none.
   *
   * @param referenceLlm that of the task, for those who name none
   */
  default @Nullable String taughtBy(@Nullable String referenceLlm) {
    return null;
  }

  /** Labels of each kind that it learns from at most, null for all of part train. */
  default @Nullable Integer trainPerLabel() {
    return null;
  }

  /** Whether it learns from gold of part calibrate. */
  default boolean learnsFromCalibrate() {
    return false;
  }

  /**
   * Whether it states a guarantee that it tests on gold of part calibrate, taken as a simple random
   * sample that those which it rests on have not seen.
   */
  default boolean guarantees() {
    return false;
  }

  /** Whether posts must have been embedded. */
  default boolean needsEmbedding() {
    return false;
  }

  /**
   * Whether its labels are an LLM's: they are held against gold only, and it may be the reference.
   */
  default boolean isLlm() {
    return false;
  }

  /**
   * Notes what is wrong with regard to the rest of the task. Problems of the record alone belong
   * into its constructor; {@link #files} and {@link #refersTo} are checked by the loader.
   */
  default void check(TaskContext task, KeyProblem problem) {}

  /**
   * The rest of the task.
   *
   * @param folder that of the task file
   * @param labels in the file's order
   * @param labelers names of all labelers in the file's order
   * @param columns extra columns of the posts
   */
  record TaskContext(
      Path folder, List<String> labels, List<String> labelers, List<String> columns) {}

  /** Takes problems with their place. */
  @FunctionalInterface
  interface KeyProblem {
    /**
     * Notes a problem at the line of a key.
     *
     * @param key of the labeler, in snake_case; where the file has none such, the labeler's own
     *     line is named
     */
    void at(String key, String message);
  }
}
