package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.assay.SharedSpark;
import io.assay.config.AssayException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class TextEmbedderTest {
  private static final StructType SCHEMA =
      new StructType()
          .add("text_hash", DataTypes.StringType, false)
          .add("text", DataTypes.StringType, true);

  private static Dataset<Row> texts(SparkSession spark, @Nullable String... texts) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      rows.add(RowFactory.create("h" + i, texts[i]));
    }
    return spark.createDataFrame(rows, SCHEMA).repartition(3);
  }

  private static float[] vector(Row row) {
    List<Float> values = row.getList(row.fieldIndex("vector"));
    float[] vector = new float[values.size()];
    IntStream.range(0, vector.length).forEach(i -> vector[i] = values.get(i));
    return vector;
  }

  private static List<Row> inOrder(Dataset<Row> rows) {
    return rows.orderBy("text_hash").collectAsList();
  }

  @Test
  void appendsTheVectorsOfTheEmbedder(SparkSession spark) {
    @Nullable String[] texts = {
      "a cat", null, "", "a much longer text about a dog and a cat", "a cat"
    };
    TextEmbedder embedder = TextEmbedder.of(TestModels.int8());

    Dataset<Row> embedded = embedder.transform(texts(spark, texts));

    assertThat(embedded.schema())
        .isEqualTo(
            SCHEMA.add("vector", DataTypes.createArrayType(DataTypes.FloatType, false), true));
    assertThat(embedded.schema()).isEqualTo(embedder.transformSchema(SCHEMA));
    List<Row> rows = inOrder(embedded);
    try (OnnxEmbedder alone = OnnxEmbedder.open(TestModels.int8(), TestModels.natives())) {
      float[][] expected = alone.embed(Arrays.asList(texts));
      for (int i = 0; i < texts.length; i++) {
        assertThat(rows.get(i).getString(1)).isEqualTo(texts[i]);
        if (texts[i] == null) {
          assertThat(rows.get(i).isNullAt(2)).isTrue();
        } else {
          assertThat(vector(rows.get(i))).containsExactly(expected[i]);
        }
      }
    }
  }

  @Test
  void isSavedWithItsPipeline(SparkSession spark, @TempDir Path folder) throws IOException {
    TextEmbedder embedder =
        TextEmbedder.of(TestModels.int8()).setInputCol("text").setOutputCol("vector");
    Dataset<Row> texts = texts(spark, "saved and loaded");
    String path = folder.resolve("pipeline").toString();
    new Pipeline().setStages(new PipelineStage[] {embedder}).fit(texts).write().save(path);

    PipelineModel loaded = PipelineModel.load(path);

    TextEmbedder stage = (TextEmbedder) loaded.stages()[0];
    assertThat(stage.uid()).isEqualTo(embedder.uid());
    for (Param<?> param : embedder.params()) {
      assertThat(stage.getOrDefault(stage.getParam(param.name())))
          .as(param.name())
          .isEqualTo(embedder.getOrDefault(param));
    }
    assertThat(vector(loaded.transform(texts).head()))
        .containsExactly(vector(embedder.transform(texts).head()));
  }

  @Test
  void isSavedAlone(@TempDir Path folder) throws IOException {
    String path = folder.resolve("stage").toString();
    new TextEmbedder("mine").setModelUrl("file:///models/m").setOutputCol("v").save(path);

    TextEmbedder loaded = TextEmbedder.load(path);

    assertThat(loaded.uid()).isEqualTo("mine");
    assertThat(loaded.getOrDefault(loaded.modelUrl())).isEqualTo("file:///models/m");
    assertThat(loaded.getOrDefault(loaded.outputCol())).isEqualTo("v");
    assertThat(loaded.getOrDefault(loaded.engine())).isEqualTo("OnnxRuntime");
  }

  @Test
  void aCopyHasTheSameUidAndItsOwnValues() {
    TextEmbedder embedder = new TextEmbedder().setInputCol("body");

    TextEmbedder copy = embedder.copy(new ParamMap().put(embedder.outputCol(), "v"));

    assertThat(copy.uid()).isEqualTo(embedder.uid());
    assertThat(copy.getOrDefault(copy.inputCol())).isEqualTo("body");
    assertThat(copy.getOrDefault(copy.outputCol())).isEqualTo("v");
    assertThat(embedder.getOrDefault(embedder.outputCol())).isEqualTo("vector");
  }

  @Test
  void theModelTravelsToExecutorsThatCannotReadItsFolder(SparkSession spark) {
    ModelSource source = ModelSource.broadcast(TestModels.int8(), spark.sparkContext());

    ModelFiles copy = source.files();

    assertThat(copy.folder()).isNotEqualTo(TestModels.int8().folder());
    assertThat(copy.spec()).isEqualTo(TestModels.int8().spec());
    try (OnnxEmbedder embedder = OnnxEmbedder.open(copy, TestModels.natives())) {
      assertThat(embedder.embed(List.of("far away"))[0]).hasSize(384);
    }
  }

  @Test
  void theModelUrlMayBeAPlainPath(SparkSession spark) {
    TextEmbedder embedder = new TextEmbedder().setModelUrl(TestModels.int8().folder().toString());

    assertThat(vector(embedder.transform(texts(spark, "a path")).head())).hasSize(384);
  }

  @Test
  void refusesAnotherModelThanTheOneNamed(SparkSession spark) {
    TextEmbedder embedder = TextEmbedder.of(TestModels.int8()).setEmbedder("other-12345678");
    Dataset<Row> texts = texts(spark, "x");

    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> embedder.transform(texts))
        .withMessageContainingAll(TestModels.int8().spec().id(), "other-12345678");
  }

  @Test
  void refusesAFolderWithoutAModel(SparkSession spark, @TempDir Path folder) {
    TextEmbedder embedder = new TextEmbedder().setModelUrl(folder.toUri().toString());
    Dataset<Row> texts = texts(spark, "x");

    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> embedder.transform(texts))
        .withMessageContaining("embedder.json");
  }

  @Test
  void refusesColumnsThatDoNotFit() {
    TextEmbedder embedder = new TextEmbedder();
    StructType numbers = new StructType().add("text", DataTypes.LongType);
    StructType taken = SCHEMA.add("vector", DataTypes.StringType);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> embedder.transformSchema(numbers))
        .withMessageContainingAll("text", "BIGINT", "STRING");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> embedder.transformSchema(taken))
        .withMessageContaining("vector");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextEmbedder().setEngine("PyTorch").transformSchema(SCHEMA))
        .withMessageContainingAll("PyTorch", "OnnxRuntime");
  }

  @Test
  void readsNoFurtherAheadThanABuffer() {
    List<String> read = new ArrayList<>();
    Iterator<Row> endless =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Row next() {
            read.add("x");
            return RowFactory.create((Object) null);
          }
        };
    try (OnnxEmbedder embedder = OnnxEmbedder.open(TestModels.int8(), TestModels.natives())) {
      EmbeddedRows rows = new EmbeddedRows(endless, 0, embedder);

      assertThat(rows.hasNext()).isTrue();
      assertThat(read).isEmpty();
      assertThat(rows.next().isNullAt(1)).isTrue();
      assertThat(read).hasSize(8_192);
    }
  }
}
