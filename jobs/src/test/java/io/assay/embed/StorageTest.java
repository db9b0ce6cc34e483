package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.SharedSpark;
import io.assay.io.Lake;
import io.assay.io.LakeFiles;
import io.assay.io.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedSpark.class)
class StorageTest {
  private static final int TEXTS = 2_000;
  private static final int DIMENSIONS = 384;

  /** What half precision has stays; the middle between two goes to the even one. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.5, -0.5",
    "1, 1",
    "0.1, 0.0999755859375",
    "1.00048828125, 1",
    "1.00146484375, 1.001953125",
    "6.0975551605224609375e-5, 6.0975551605224609375e-5",
    "1e-9, 0"
  })
  void halfPrecisionIsTheNearestThereIs(float value, float expected) {
    assertThat(Storage.FLOAT16.apply(new float[] {value})).containsExactly(expected);
    assertThat(Storage.FLOAT32.apply(new float[] {value})).containsExactly(value);
  }

  @Test
  void halfPrecisionTakesHalfTheRoomAndStaysNear(SparkSession session, @TempDir Path folder) {
    long full = bytes(session, folder.resolve("full"), Storage.FLOAT32);
    long half = bytes(session, folder.resolve("half"), Storage.FLOAT16);

    assertThat((double) half / full).isBetween(0.3, 0.6);
    for (int i = 0; i < TEXTS; i++) {
      float[] vector = vector(i);
      float[] kept = Storage.FLOAT16.apply(vector.clone());
      assertThat(Math.sqrt(dot(kept, kept))).isCloseTo(1, within(1e-3));
      assertThat(dot(vector, kept) / Math.sqrt(dot(kept, kept))).isGreaterThan(0.999_999);
    }
  }

  private static long bytes(SparkSession session, Path folder, Storage storage) {
    List<Row> rows =
        IntStream.range(0, TEXTS)
            .mapToObj(i -> RowFactory.create("h" + i, storage.apply(vector(i))))
            .toList();
    LakeFiles files = new LakeFiles(new Configuration());
    Lake lake = Lake.at(folder.toString());
    Store store = new Store(session, files, lake);
    store.addEmbeddings("m", session.createDataFrame(rows, Store.EMBEDDINGS), true);
    assertThat(store.embeddings("m").count()).isEqualTo(TEXTS);
    return files.list(lake.embeddings("m")).bytes();
  }

  /** Of length 1, the same for the same number. */
  private static float[] vector(int number) {
    Random random = new Random(number);
    double[] values = random.doubles(DIMENSIONS, -1, 1).toArray();
    double length =
        Math.sqrt(IntStream.range(0, DIMENSIONS).mapToDouble(i -> values[i] * values[i]).sum());
    float[] vector = new float[DIMENSIONS];
    IntStream.range(0, DIMENSIONS).forEach(i -> vector[i] = (float) (values[i] / length));
    return vector;
  }

  private static double dot(float[] a, float[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> (double) a[i] * b[i]).sum();
  }
}
