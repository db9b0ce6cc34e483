package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.Lake;
import io.assay.io.LakeFiles;
import io.assay.io.RunFolder;
import io.assay.io.RunLock;
import io.assay.io.Store;
import io.assay.io.StoreLock;
import io.assay.job.evaluate.Decide;
import io.assay.job.run.Host;
import io.assay.job.run.JobRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class CompactTest {
  private static final String MODEL = "some-model";

  @TempDir Path folder;

  private final LakeFiles files = new LakeFiles(new Configuration());
  private TestRun run;
  private Lake lake;

  @BeforeEach
  void makeALake(SparkSession session) throws IOException {
    run = new TestRun(session, folder, TestRun.TASK, List.of(), null);
    lake = run.spec().lake();
  }

  @Test
  void smallFilesBecomeOneWithAVectorAText(SparkSession session) throws IOException {
    for (int i = 0; i < 3; i++) {
      add(session, 10 * i, 10 * i + 15);
    }
    Files.writeString(vectors().resolve("_rate.json"), "{}");
    Map<String, List<Float>> before = read(session);
    assertThat(before).hasSize(35);
    assertThat(compact(session)).isEqualTo(MODEL + ": 6 files became 1");
    assertThat(parquet()).hasSize(1);
    assertThat(read(session)).isEqualTo(before);
    assertThat(new Store(session, files, lake).embeddings(MODEL).count()).isEqualTo(35);
    assertThat(vectors().resolve("_rate.json")).exists();
    assertThat(compact(session)).contains("1 file(s), as few as there should be");
  }

  /** What a killed one leaves: the new file, and all the old ones. */
  @Test
  void oneThatWasKilledIsMadeGoodByTheNext(SparkSession session) throws IOException {
    add(session, 0, 20);
    add(session, 0, 20);
    assertThat(compact(session)).isEqualTo(MODEL + ": 4 files became 1");
    assertThat(read(session)).hasSize(20);
  }

  @Test
  void anEmptyStoreIsNoError(SparkSession session) {
    assertThat(compact(session)).contains("no vectors", "store/embeddings");
  }

  @Test
  void itIsRefusedWhileARunIsAtWork(SparkSession session) throws IOException {
    add(session, 0, 4);
    org.apache.hadoop.fs.Path lock = RunFolder.lock(lake.run("other-task", "2026-11-01"));
    try (RunLock held = RunLock.acquire(files, lock, "here", run.context().host().clock())) {
      assertThat(held).isNotNull();
      assertRefused(() -> compact(session), "a run is at work");
    }
    assertThat(files.exists(lake.storeLock())).isFalse();
    assertThat(compact(session)).contains("2 files became 1");
  }

  @Test
  void aRunIsRefusedWhileItIsAtWork() {
    Host host = run.context().host();
    try (RunLock held = new StoreLock(files, lake, "here", host.clock()).acquire()) {
      assertThat(held).isNotNull();
      assertRefused(
          () -> JobRunner.run(run.spec(), List.of(new Decide()), host), "compact is at work");
    }
    assertThat(files.exists(RunFolder.lock(lake.run("small", run.spec().ds())))).isFalse();
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String said) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
        .hasMessageContaining(said);
  }

  private String compact(SparkSession session) {
    return Compact.compact(session, run.spec(), run.context().host());
  }

  private void add(SparkSession session, int from, int to) {
    List<Row> rows =
        IntStream.range(from, to)
            .mapToObj(i -> RowFactory.create("text-" + i, new float[] {i, 1f}))
            .toList();
    new Store(session, files, lake)
        .addEmbeddings(
            MODEL, session.createDataFrame(rows, Store.EMBEDDINGS).repartition(2), false);
  }

  private Map<String, List<Float>> read(SparkSession session) {
    Map<String, List<Float>> found = new TreeMap<>();
    new Store(session, files, lake)
        .embeddings(MODEL)
        .collectAsList()
        .forEach(row -> found.put(row.getString(0), row.getList(1)));
    return found;
  }

  private Path vectors() {
    return folder.resolve("lake/store/embeddings/model=" + MODEL);
  }

  private List<Path> parquet() throws IOException {
    try (Stream<Path> all = Files.list(vectors())) {
      return all.filter(path -> path.toString().endsWith(".parquet")).toList();
    }
  }
}
