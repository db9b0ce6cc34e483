package io.assay.classify;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.feature.VectorAssembler;

/** The features that a fitted {@link Encoder} makes, computed of one post. */
final class EncodedFeatures implements Serializable {
  private final List<FeaturePart> parts;

  private EncodedFeatures(List<FeaturePart> parts) {
    this.parts = parts;
  }

  /** Takes the values of features that are not 0 for being absent. */
  @FunctionalInterface
  interface Values {
    /**
     * Takes a value.
     *
     * @param name the term, or the block's name if it is dense
     */
    void add(Block block, String name, int feature, double value);
  }

  /** Reads the stages of an encoder's pipeline. */
  static EncodedFeatures of(List<Transformer> stages) {
    String[] columns = Stages.one(stages, VectorAssembler.class, any -> true).getInputCols();
    List<FeaturePart> parts = new ArrayList<>();
    int offset = 0;
    for (String column : columns) {
      Block block =
          Arrays.stream(Block.values())
              .filter(any -> Encoder.scaled(any).equals(column))
              .findFirst()
              .orElseThrow();
      FeaturePart part = part(block, stages, offset);
      parts.add(part);
      offset += part.size();
    }
    return new EncodedFeatures(parts);
  }

  private static FeaturePart part(Block block, List<Transformer> stages, int offset) {
    if (!block.isDense()) {
      return new BagPart(block, stages, offset);
    }
    DensePart dense = new DensePart(block, stages, offset);
    return Stages.find(
            stages, PCAModel.class, any -> any.getOutputCol().equals(Encoder.scaled(block)))
        .<FeaturePart>map(components -> new ComponentsPart(dense, components))
        .orElse(dense);
  }

  /**
   * What each block adds to the scores of a model.
   *
   * @param coefficients by class, then feature
   */
  List<LinearPart> scores(double[][] coefficients) {
    return parts.stream().map(part -> part.scores(coefficients)).toList();
  }

  /** Features in all. */
  int size() {
    return parts.stream().mapToInt(FeaturePart::size).sum();
  }

  /** Gives every feature of a post that it has. */
  void each(LinearScorer.Post post, Values values) {
    for (FeaturePart part : parts) {
      part.each(post, values);
    }
  }
}
