package io.assay.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.SharedSpark;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class TablesTest {
  @TempDir Path root;

  @Test
  void aTableGrowsByFilesUntilTheyAreManySmallOnes(SparkSession session) {
    RunFolder first = day("2026-11-19");
    publish(first, new Tables(session, first), rows(session, "a", 3, 3));
    RunFolder second = day("2026-11-20");
    Tables grown = new Tables(session, second);
    assertThat(grown.extend(Table.PREDICTIONS, first, rows(session, "b", 450, 450))).isEqualTo(453);
    assertThat(second.files().below(second.staged("predictions")))
        .hasSize(453)
        .containsAll(first.files().below(first.published("predictions")));
    publish(second, grown);

    Tables tidied = new Tables(session, day("2026-11-21"));
    assertThat(tidied.extend(Table.PREDICTIONS, second, rows(session, "c", 1, 1))).isEqualTo(454);
    assertThat(second.files().below(day("2026-11-21").staged("predictions")).size())
        .isLessThan(100);
    assertThat(tidied.readStaged(Table.PREDICTIONS).groupBy("labeler").count().collectAsList())
        .extracting(Row::toString)
        .containsExactlyInAnyOrder("[a,3]", "[b,450]", "[c,1]");
  }

  private static Dataset<Row> rows(SparkSession session, String labeler, int rows, int files) {
    return session
        .range(0, rows, 1, files)
        .selectExpr(
            "cast(id as string) as post_id",
            "'labelled' as status",
            "'sad' as label",
            "0.5 as confidence",
            "'' as evidence",
            "'" + labeler + "' as labeler");
  }

  private RunFolder day(String ds) {
    org.apache.hadoop.fs.Path folder = new org.apache.hadoop.fs.Path(root.toUri().toString(), ds);
    return new RunFolder(new LakeFiles(new Configuration()), folder, "small", ds);
  }

  private static void publish(RunFolder run, Tables tables, Dataset<Row> rows) {
    tables.write(Table.PREDICTIONS, rows);
    publish(run, tables);
  }

  private static void publish(RunFolder run, Tables tables) {
    run.publish(
        new Manifest.Step("predict", "test", Map.of(), 0, 0, Map.of()), tables.staged(), Set.of());
  }
}
