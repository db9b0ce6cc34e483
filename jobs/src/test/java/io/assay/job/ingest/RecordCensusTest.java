package io.assay.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedSpark.class)
class RecordCensusTest {
  private static final String RECORDS =
      """
      select * from values
        ('f', 1L, null, 'a', 1), ('f', 2L, null, 'b', 0), ('f', 0L, null, 'b', 1), ('e', 9L, null, 'b', 0),
        ('f', 3L, 'empty-text', 'a', 1), ('f', 4L, 'empty-text', 'a', 0), ('f', 5L, 'not-json', null, 0),
        ('f', 6L, null, 'c', 0)
        as t(source, position, reason, post_id, odd)
      """;

  @Test
  void theFirstOfAnIdCountsHoweverManyThereAre(SparkSession session) {
    Dataset<Row> records = session.sql(RECORDS).repartition(3);
    for (long few : new long[] {0, 100}) {
      RecordCensus census = new RecordCensus(records, col("odd").equalTo(1), few);
      assertThat(census.rejected()).isEqualTo(3);
      assertThat(census.marked()).isEqualTo(2);
      assertThat(census.repeated()).isEqualTo(1);
      assertThat(census.areFew()).isEqualTo(few == 100);
      assertThat(told(census))
          .as("sent to executors: %s", few > 0)
          .containsExactly(
              "e9 b",
              "f0 b duplicate-id",
              "f1 a",
              "f2 b duplicate-id",
              "f3 a empty-text",
              "f4 a empty-text",
              "f5 not-json",
              "f6 c");
      census.close();
    }
  }

  @Test
  void noRecordsAndNoRepeatedIds(SparkSession session) {
    Dataset<Row> records = session.sql(RECORDS).filter("position in (1, 6)");
    RecordCensus census = new RecordCensus(records, col("odd").equalTo(1));
    assertThat(census.repeated() + census.rejected()).isZero();
    assertThat(told(census)).containsExactly("f1 a", "f6 c");
    assertThat(new RecordCensus(records.limit(0), col("odd").equalTo(1)).marked()).isZero();
  }

  private static List<String> told(RecordCensus census) {
    return census
        .usable()
        .unionByName(census.rejects())
        .selectExpr("concat_ws(' ', concat(source, position), post_id, reason) as told")
        .sort("told")
        .collectAsList()
        .stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
