package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedSpark.class)
class TextVectorsTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("lang", DataTypes.StringType, true)
          .add("text", DataTypes.StringType, false)
          .add("text_hash", DataTypes.StringType, false);

  @Test
  void vectorsDoNotDependOnHowTheTextsAreSpread(SparkSession spark) {
    Dataset<Row> texts =
        spark.createDataFrame(
            List.of(
                RowFactory.create("en", "my dog ate my homework", "c"),
                RowFactory.create(null, "rain again", "a"),
                RowFactory.create("en", "what a goal, what a night, I have no voice left", "b")),
            SCHEMA);
    TextEmbedder embedder = TextEmbedder.of(TestModels.int8()).setOutputCol("other");

    List<Row> alone = TextVectors.of(texts, embedder, 1).orderBy("text_hash").collectAsList();
    List<Row> spread = TextVectors.of(texts, embedder, 3).orderBy("text_hash").collectAsList();

    assertThat(spread).isEqualTo(alone);
    assertThat(alone).extracting(row -> row.getString(0)).containsExactly("a", "b", "c");
    assertThat(alone.get(0).schema().fieldNames()).containsExactly("text_hash", "vector");
    assertThat(embedder.getOrDefault(embedder.outputCol())).isEqualTo("other");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 1",
    "1, 2, 1",
    "130, 2, 3",
    "10000, 2, 8",
    "10000, 16, 64",
    "5000000, 16, 250"
  })
  void tasksKeepCoresBusyAndStaySmall(long texts, int cores, int expected) {
    assertThat(TextVectors.partitions(texts, cores)).isEqualTo(expected);
  }
}
