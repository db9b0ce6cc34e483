package io.assay.classify;

import dev.ludovic.netlib.blas.JavaBLAS;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.ElementwiseProduct;
import org.apache.spark.ml.feature.IDFModel;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.feature.VectorSlicer;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;

/** The features that a fitted {@link Encoder} makes, computed of one post. */
final class EncodedFeatures implements Serializable {
  private final List<Part> parts;

  private EncodedFeatures(List<Part> parts) {
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

  /** A block's place among the features. */
  private abstract static class Part implements Serializable {
    final Block block;
    final int offset;

    Part(Block block, int offset) {
      this.block = block;
      this.offset = offset;
    }

    abstract int size();

    abstract void each(LinearScorer.Post post, Values values);

    /**
     * What it adds to the scores of a model.
     *
     * @param coefficients by class, then feature
     */
    abstract LinearPart scores(double[][] coefficients);
  }

  /** Reads the stages of an encoder's pipeline. */
  static EncodedFeatures of(List<Transformer> stages) {
    String[] columns = one(stages, VectorAssembler.class, any -> true).getInputCols();
    List<Part> parts = new ArrayList<>();
    int offset = 0;
    for (String column : columns) {
      Block block =
          Arrays.stream(Block.values())
              .filter(any -> Encoder.scaled(any).equals(column))
              .findFirst()
              .orElseThrow();
      Part part = part(block, stages, offset);
      parts.add(part);
      offset += part.size();
    }
    return new EncodedFeatures(parts);
  }

  private static Part part(Block block, List<Transformer> stages, int offset) {
    if (!block.isDense()) {
      return new Bag(block, stages, offset);
    }
    Dense dense = new Dense(block, stages, offset);
    return find(stages, PCAModel.class, any -> any.getOutputCol().equals(Encoder.scaled(block)))
        .<Part>map(components -> new Components(dense, components))
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
    return parts.stream().mapToInt(Part::size).sum();
  }

  /** Gives every feature of a post that it has. */
  void each(LinearScorer.Post post, Values values) {
    for (Part part : parts) {
      part.each(post, values);
    }
  }

  /** Terms with their weights, before the block gets length 1. */
  private static final class Bag extends Part {
    private final Map<String, Integer> index = new HashMap<>();
    private final String[] terms;
    private final double[] idf;

    Bag(Block block, List<Transformer> stages, int offset) {
      super(block, offset);
      CountVectorizerModel counts =
          one(stages, CountVectorizerModel.class, any -> any.getInputCol().equals(block.column()));
      terms = counts.vocabulary();
      for (int term = 0; term < terms.length; term++) {
        index.put(terms[term], term);
      }
      idf =
          one(stages, IDFModel.class, any -> any.getInputCol().equals(counts.getOutputCol()))
              .idf()
              .toArray();
    }

    @Override
    int size() {
      return idf.length;
    }

    @Override
    void each(LinearScorer.Post post, Values values) {
      int[] known =
          post.terms(block).stream()
              .map(index::get)
              .filter(term -> term != null)
              .mapToInt(Integer::intValue)
              .sorted()
              .distinct()
              .toArray();
      double squares = 0;
      for (int term : known) {
        squares += idf[term] * idf[term];
      }
      // A term that stands in every post weighs nothing, and a block may hold no other.
      double scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
      for (int term : known) {
        values.add(block, terms[term], offset + term, idf[term] * scale);
      }
    }

    @Override
    LinearPart scores(double[][] coefficients) {
      int labels = coefficients.length;
      // The weights of a term lie side by side: it is looked up once for all classes.
      double[] weights = new double[idf.length * labels];
      for (int term = 0; term < idf.length; term++) {
        for (int label = 0; label < labels; label++) {
          weights[term * labels + label] = coefficients[label][offset + term];
        }
      }
      return (post, scores) -> {
        boolean[] isKnown = {false};
        each(
            post,
            (any, name, feature, value) -> {
              isKnown[0] |= value != 0;
              int from = (feature - offset) * labels;
              for (int label = 0; label < labels; label++) {
                scores[label] += weights[from + label] * value;
              }
            });
        return isKnown[0];
      };
    }
  }

  /** Chosen dimensions, shifted and scaled. */
  private static final class Dense extends Part {
    private final int[] chosen;
    private final double[] shift;
    private final double[] scale;

    Dense(Block block, List<Transformer> stages, int offset) {
      super(block, offset);
      VectorSlicer slicer =
          one(stages, VectorSlicer.class, any -> any.getInputCol().equals(block.column()));
      chosen = slicer.getIndices();
      shift = new double[chosen.length];
      scale = new double[chosen.length];
      Arrays.fill(scale, 1);
      find(
              stages,
              StandardScalerModel.class,
              any -> any.getInputCol().equals(slicer.getOutputCol()))
          .ifPresent(standard -> standardise(standard, stages));
    }

    private void standardise(StandardScalerModel standard, List<Transformer> stages) {
      Vector factors =
          one(
                  stages,
                  ElementwiseProduct.class,
                  any -> any.getInputCol().equals(standard.getOutputCol()))
              .getScalingVec();
      for (int i = 0; i < chosen.length; i++) {
        double deviation = standard.std().apply(i);
        shift[i] = standard.mean().apply(i);
        scale[i] = deviation == 0 ? 0 : factors.apply(i) / deviation;
      }
    }

    @Override
    int size() {
      return chosen.length;
    }

    @Override
    void each(LinearScorer.Post post, Values values) {
      double[] features = features(post);
      for (int i = 0; i < features.length; i++) {
        values.add(block, block.column(), offset + i, features[i]);
      }
    }

    private double[] features(LinearScorer.Post post) {
      double[] numbers = post.numbers(block);
      double[] features = new double[chosen.length];
      for (int i = 0; i < features.length; i++) {
        features[i] = (numbers[chosen[i]] - shift[i]) * scale[i];
      }
      return features;
    }

    @Override
    LinearPart scores(double[][] coefficients) {
      return scoresBy(
          Arrays.stream(coefficients)
              .map(row -> Arrays.copyOfRange(row, offset, offset + chosen.length))
              .toArray(double[][]::new));
    }

    /**
     * Scores.
     *
     * @param weights by class, then chosen dimension
     */
    LinearPart scoresBy(double[][] weights) {
      double[] constants = new double[weights.length];
      double[][] byDimension = new double[weights.length][];
      for (int label = 0; label < weights.length; label++) {
        byDimension[label] = byDimension(weights[label]);
        for (int i = 0; i < chosen.length; i++) {
          constants[label] -= weights[label][i] * scale[i] * shift[i];
        }
      }
      return (post, scores) -> {
        double[] numbers = post.numbers(block);
        for (int label = 0; label < scores.length; label++) {
          double[] row = byDimension[label];
          scores[label] +=
              constants[label] + JavaBLAS.getInstance().ddot(row.length, row, 1, numbers, 1);
        }
        return isKnown(numbers);
      };
    }

    /** Weights of all dimensions up to the last chosen one, with the scale in them. */
    private double[] byDimension(double[] weights) {
      double[] row = new double[Arrays.stream(chosen).max().orElse(-1) + 1];
      for (int i = 0; i < chosen.length; i++) {
        row[chosen[i]] = weights[i] * scale[i];
      }
      return row;
    }

    private boolean isKnown(double[] numbers) {
      for (int i = 0; i < chosen.length; i++) {
        if (numbers[chosen[i]] != shift[i] && scale[i] != 0) {
          return true;
        }
      }
      return false;
    }
  }

  /** Sums of chosen dimensions. */
  private static final class Components extends Part {
    private final Dense dense;

    /** By dimension, then component. */
    private final DenseMatrix components;

    Components(Dense dense, PCAModel model) {
      super(dense.block, dense.offset);
      this.dense = dense;
      this.components = model.pc();
    }

    @Override
    int size() {
      return components.numCols();
    }

    @Override
    void each(LinearScorer.Post post, Values values) {
      Vector sums = components.transpose().multiply(new DenseVector(dense.features(post)));
      for (int component = 0; component < size(); component++) {
        values.add(block, block.column(), offset + component, sums.apply(component));
      }
    }

    @Override
    LinearPart scores(double[][] coefficients) {
      return dense.scoresBy(
          Arrays.stream(coefficients)
              .map(row -> Arrays.copyOfRange(row, offset, offset + size()))
              .map(weights -> components.multiply(new DenseVector(weights)).toArray())
              .toArray(double[][]::new));
    }
  }

  private static <T extends Transformer> T one(
      List<Transformer> stages, Class<T> type, Predicate<T> wanted) {
    return find(stages, type, wanted).orElseThrow();
  }

  private static <T extends Transformer> Optional<T> find(
      List<Transformer> stages, Class<T> type, Predicate<T> wanted) {
    return stages.stream().filter(type::isInstance).map(type::cast).filter(wanted).findFirst();
  }
}
