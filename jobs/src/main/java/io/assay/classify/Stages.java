package io.assay.classify;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;

/** Finds the stages of a saved pipeline. */
final class Stages {
  private Stages() {}

  /** All of a pipeline and of those in it, in their order. */
  static List<Transformer> of(PipelineModel pipeline) {
    return flat(pipeline).toList();
  }

  private static Stream<Transformer> flat(Transformer stage) {
    return stage instanceof PipelineModel pipeline
        ? Arrays.stream(pipeline.stages()).flatMap(Stages::flat)
        : Stream.of(stage);
  }

  /** The first one of a kind, which must be there. */
  static <T extends Transformer> T one(
      List<Transformer> stages, Class<T> type, Predicate<T> wanted) {
    return find(stages, type, wanted).orElseThrow();
  }

  /** The first one of a kind. */
  static <T extends Transformer> Optional<T> find(
      List<Transformer> stages, Class<T> type, Predicate<T> wanted) {
    return stages.stream().filter(type::isInstance).map(type::cast).filter(wanted).findFirst();
  }
}
