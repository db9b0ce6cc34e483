package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.classify.Block;
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
    List<Integer> words = settings.wordNgrams();
    List<Integer> characters = settings.characterNgrams();
    return switch (block) {
      case EMBEDDING -> functions.array_to_vector(col(PostColumns.VECTOR));
      case HASHTAGS -> col(PostColumns.TAGS);
      case WORDS -> terms(text -> NGrams.ofWords(Words.of(text), words.get(0), words.get(1)));
      case CHARACTERS ->
          terms(text -> NGrams.ofCharacters(text, characters.get(0), characters.get(1)));
      case LENGTH -> {
        UDF1<String, double[]> shape = TextShape::of;
        var numbers = DataTypes.createArrayType(DataTypes.DoubleType, false);
        yield functions.array_to_vector(udf(shape, numbers).apply(col(PostColumns.TEXT)));
      }
      case EMOJI -> terms(Words::emoji);
    };
  }

  private static Column terms(UDF1<String, List<String>> of) {
    UDF1<String, String[]> terms = text -> of.call(text).toArray(String[]::new);
    var type = DataTypes.createArrayType(DataTypes.StringType, false);
    return udf(terms, type).apply(col(PostColumns.TEXT));
  }
}
