package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import io.assay.io.Table;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class SkewTest {
  private static final int POSTS = 4_000;
  private static final int GOLD = 400;
  private static final int PARTITIONS = 8;

  @TempDir Path folder;

  /** One hashtag and one author have half the posts: their rows must not meet in one task. */
  @Test
  void aHashtagInHalfThePostsMakesNoStraggler(SparkSession shared) throws IOException {
    SparkSession session = shared.newSession();
    session.conf().set("spark.sql.shuffle.partitions", PARTITIONS);
    session.conf().set("spark.sql.adaptive.coalescePartitions.enabled", false);
    StringBuilder posts = new StringBuilder();
    StringBuilder gold = new StringBuilder();
    for (int i = 0; i < POSTS; i++) {
      boolean common = i % 2 == 0;
      String author = common ? "everybody" : "author-" + i;
      String text = "a post of %s #%s".formatted(letters(i), common ? "same" : "tag" + i % 50);
      posts.append(TestRun.post("p" + i, author, text));
      if (i % (2 * POSTS / GOLD) < 2) {
        gold.append(TestRun.gold("p" + i, common ? "funny" : "sad", ""));
      }
    }
    Path file = Files.writeString(folder.resolve("posts.jsonl"), posts);
    TestRun run =
        new TestRun(session, folder, TestRun.TASK, List.of(file.toString()), gold.toString());
    ShuffleReads reads = new ShuffleReads();
    session.sparkContext().addSparkListener(reads);
    run.step(Step.INGEST);
    run.step(Step.HASHTAGS);
    run.step(Step.SPLIT);
    run.step(Step.SAMPLE);
    run.step(Step.ASK);
    run.step(Step.TRAIN);
    session.sparkContext().removeSparkListener(reads);
    // It times the labelers on a fixed number of posts, which two tasks share.
    run.step(Step.PREDICT);
    session.sparkContext().addSparkListener(reads);
    run.step(Step.EVALUATE);
    session.sparkContext().removeSparkListener(reads);
    assertThat(run.table(Table.PREDICTIONS).count()).isEqualTo(run.table(Table.SPLITS).count());
    assertThat(reads.records).anyMatch(records -> records > POSTS / PARTITIONS / 2);
    assertThat(reads.records).allMatch(records -> records < 2 * POSTS / PARTITIONS);
  }

  /** Digits make no difference between texts. */
  private static String letters(int number) {
    return Integer.toString(number)
        .chars()
        .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
        .collect(Collectors.joining());
  }

  /** Records that each task read from shuffles. */
  private static final class ShuffleReads extends SparkListener {
    private final List<Long> records = new CopyOnWriteArrayList<>();

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
      records.add(end.taskMetrics().shuffleReadMetrics().recordsRead());
    }
  }
}
