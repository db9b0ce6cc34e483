package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.classify.Block;
import io.assay.classify.LinearScorer;
import io.assay.post.NGrams;
import io.assay.post.TextShape;
import io.assay.post.Words;
import java.util.List;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** The columns that a classifier's pipeline reads, made of a post's text, hashtags and vector. */
final class ClassifierInput {
  private ClassifierInput() {}

  /** Adds a column a block. */
  static Dataset<Row> add(Dataset<Row> posts, ClassifierSettings settings) {
    Dataset<Row> input = posts;
    for (Block block : settings.features()) {
      input = input.withColumn(block.column(), column(block, settings));
    }
    return input;
  }

  private static Column column(Block block, ClassifierSettings settings) {
    return switch (block) {
      case EMBEDDING -> functions.array_to_vector(col(PostColumns.VECTOR));
      case HASHTAGS -> col(PostColumns.TAGS);
      case LENGTH -> {
        UDF1<String, double[]> shape = TextShape::of;
        var numbers = DataTypes.createArrayType(DataTypes.DoubleType, false);
        yield functions.array_to_vector(udf(shape, numbers).apply(col(PostColumns.TEXT)));
      }
      case WORDS, CHARACTERS, EMOJI -> {
        UDF1<String, String[]> terms = text -> terms(block, settings, text).toArray(String[]::new);
        var strings = DataTypes.createArrayType(DataTypes.StringType, false);
        yield udf(terms, strings).apply(col(PostColumns.TEXT));
      }
    };
  }

  /** Terms of a block that is made of the text. */
  private static List<String> terms(Block block, ClassifierSettings settings, String text) {
    List<Integer> words = settings.wordNgrams();
    List<Integer> characters = settings.characterNgrams();
    return switch (block) {
      case WORDS -> NGrams.ofWords(Words.of(settings.prepared(text)), words.get(0), words.get(1));
      case CHARACTERS ->
          NGrams.ofCharacters(settings.prepared(text), characters.get(0), characters.get(1));
      case EMOJI -> Words.emoji(text);
      case EMBEDDING, HASHTAGS, LENGTH ->
          throw new IllegalArgumentException(block + " is not made of words");
    };
  }

  /**
   * The blocks of one post, as {@link #add} has them in columns.
   *
   * @param vector of the post, empty if no block needs it
   */
  static LinearScorer.Post of(
      ClassifierSettings settings, String text, List<String> tags, float[] vector) {
    return new LinearScorer.Post() {
      @Override
      public List<String> terms(Block bag) {
        return bag == Block.HASHTAGS ? tags : ClassifierInput.terms(bag, settings, text);
      }

      @Override
      public double[] numbers(Block dense) {
        if (dense == Block.LENGTH) {
          return TextShape.of(text);
        }
        double[] numbers = new double[vector.length];
        for (int d = 0; d < numbers.length; d++) {
          numbers[d] = vector[d];
        }
        return numbers;
      }
    };
  }
}
