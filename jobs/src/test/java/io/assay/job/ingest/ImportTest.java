package io.assay.job.ingest;

import static io.assay.job.ElsewhereRun.POSTS;
import static io.assay.job.ElsewhereRun.lines;
import static io.assay.job.ElsewhereRun.truth;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.SharedSpark;
import io.assay.io.Table;
import io.assay.job.ElsewhereRun;
import io.assay.job.run.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Labels of tools that were made elsewhere. */
@ExtendWith(SharedSpark.class)
class ImportTest {
  private static final String LABELERS =
      """
      - {name: priced, kind: imported}
      - {name: unpriced, kind: imported}
      - {name: gpt, kind: imported, llm: true, price: gpt-4o-mini}
      """;

  @TempDir Path root;

  @Test
  void standsInTheVerdictLikeAllOthers(SparkSession session) throws IOException {
    ElsewhereRun run = new ElsewhereRun(session, root, LABELERS, gold(60));
    run.file(
        "priced.jsonl",
        lines(
            POSTS,
            i -> "{\"id\": \"p%d\", \"label\": \"%s\"}".formatted(i, i % 20 == 1 ? "" : truth(i))));
    run.file("unpriced.csv", csv("id,label,confidence", POSTS, ",0.8"));
    // Tokens as pandas writes them where some are missing elsewhere.
    run.file(
        "gpt.csv",
        "tweet,answer,input_tokens,output_tokens\n"
            + lines(40, i -> "p%d,%s,10.0,1.0".formatted(i, i % 3 == 1 ? "dog" : truth(i))));
    assertThat(run.take("--as predictions --usd-per-1000 3 priced.jsonl"))
        .isEqualTo("imported 120 labels of priced");
    run.take("--as predictions --labeler unpriced unpriced.csv");
    parquet(session, run);
    JsonNode decision = run.decision();
    assertThat(decision.path("verdict").asText()).isEqualTo("recommended");
    assertThat(decision.path("recommended").asText())
        .as("the cheap LLM is not proved, and what costs nobody knows what is no bargain")
        .isEqualTo("priced");
    JsonNode unpriced = decision.path("candidates").path(1);
    assertThat(unpriced.path("right").asInt()).isEqualTo(60);
    assertThat(unpriced.path("marginal_usd_per_1000").isNull()).isTrue();
    JsonNode gpt = decision.path("candidates").path(2);
    assertThat(gpt.path("n").asInt()).as("the gold posts that it was asked").isEqualTo(40);
    assertThat(gpt.path("marginal_usd_per_1000").asDouble())
        .as("ten tokens in at $0.15 and one out at $0.60 a million")
        .isEqualTo(0.0021);
    assertThat(gpt.path("hours").isNull()).as("nobody measured").isTrue();
    assertThat(decision.path("warnings").toString())
        .contains("unknown-price: unpriced", "scored-in-part: gpt, 40 of 60")
        .doesNotContain("unknown-price: gpt");
    assertThat(run.run().table(Table.EVALUATION).filter("metric = 'agreement_with_llm'").count())
        .as("the imported LLM is the reference")
        .isEqualTo(2);
    assertThat(run.run().table(Table.LLM_LABELS).filter("cost_micro_usd is null").count())
        .as("nobody said what an answer cost")
        .isEqualTo(40);
  }

  /** The same labels as a table with other names of columns. */
  private void parquet(SparkSession session, ElsewhereRun run) {
    String table = root.resolve("gpt.parquet").toString();
    session
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv(root.resolve("gpt.csv").toString())
        .withColumnRenamed("tweet", "id")
        .withColumnRenamed("answer", "label")
        .write()
        .parquet(table);
    assertThat(run.take("--as llm gpt.parquet")).isEqualTo("imported 40 labels of gpt");
    assertThat(run.take("--as llm gpt.parquet")).startsWith("nothing changed");
  }

  @Test
  void aPostThatIsNotThereIsUnknownUnlessTheToolSawAll(SparkSession session) throws IOException {
    String labelers =
        """
        - {name: part, kind: imported}
        - {name: whole, kind: imported, complete: true}
        - {name: never, kind: imported}
        """;
    ElsewhereRun run = new ElsewhereRun(session, root, labelers, gold(POSTS));
    run.file("part.csv", csv("id,label", 30, ""));
    run.file("whole.csv", csv("id,label", 30, ""));
    run.take("--as predictions part.csv");
    run.take("--as predictions whole.csv");
    JsonNode decision = run.decision();
    JsonNode part = decision.path("candidates").path(0);
    assertThat(part.path("n").asInt()).isEqualTo(30);
    assertThat(part.path("value").asDouble()).isEqualTo(1);
    assertThat(decision.path("warnings").toString())
        .contains("scored-in-part: part, 30 of 120")
        .doesNotContain("scored-in-part: whole");
    JsonNode whole = decision.path("candidates").path(1);
    assertThat(whole.path("n").asInt()).isEqualTo(POSTS);
    assertThat(whole.path("right").asInt()).isEqualTo(30);
    assertThat(whole.path("coverage").asDouble()).isEqualTo(0.25);
    assertThat(decision.path("candidates").path(2).path("state").asText()).isEqualTo("not-trained");
  }

  @Test
  void aLaterImportReplacesTheLabelsOfTheSamePosts(SparkSession session) throws IOException {
    ElsewhereRun run = new ElsewhereRun(session, root, LABELERS, null);
    run.file("priced.csv", "id,label\np1,cat\np2,cat\n");
    run.take("--as predictions priced.csv");
    run.file("priced.csv", "id,label\np2,dog\np3,\n");
    assertThat(run.take("--as predictions priced.csv")).isEqualTo("imported 2 labels of priced");
    run.steps(Step.HASHTAGS, Step.SAMPLE, Step.ASK, Step.TRAIN, Step.PREDICT);
    assertThat(run.run().byPost(Table.PREDICTIONS, "label"))
        .isEqualTo(Map.of("p1", "cat", "p2", "dog", "p3", "null"));
  }

  @Test
  void nothingHalfImported(SparkSession session) throws IOException {
    ElsewhereRun run = new ElsewhereRun(session, root, LABELERS, null);
    run.file(
        "bad.csv",
        """
        id,label,confidence,usd
        p0,cat,0.9,0.1
        p1,cst,0.9,0.1
        p2,dog,1.9,0.1
        p3,dog,0.9,-1
        p4,dog,,
        p4,cat,,
        p5,cat,0.5,
        p5,cat,0.6,
        nobody,cat,,
        """);
    run.refused("--as predictions --labeler priced bad.csv")
        .as("everything at once, in the order of the file")
        .containsSubsequence(
            "nothing was imported",
            "byte 39: post p1: 'cst' is not a label of the task; did you mean 'cat'?",
            "post p2: confidence '1.9' must be a number from 0 to 1",
            "post p3: usd '-1' must be a number of 0 or more",
            "post p4 has several labels: cat, dog; keep one",
            "post p5 stands there several times with other values; keep one",
            "there is no post nobody");
    run.refused("--as predictions bad.csv").contains("bad is no labeler of kind imported");
    run.refused("--as llm --labeler priced bad.csv").contains("import it --as predictions");
    run.refused("--as predictions --labeler pricd bad.csv").contains("did you mean \"priced\"?");
    run.refused("--as gold --labeler gpt bad.csv").contains("do not go with --as gold");
    run.refused("--as predictions --usd-per-1000 -1 bad.csv").contains("must be 0 or more");
    run.file("gold.csv", "id,label\np0,cat\np1,cst\nnobody,dog\n");
    run.refused("--as gold gold.csv")
        .containsSubsequence("nothing was imported", "p1: 'cst'", "there is no post nobody");
    assertThat(root.resolve("lake/store/imports")).doesNotExist();
  }

  private static String csv(String header, int posts, String more) {
    return header + "\n" + lines(posts, i -> "p%d,%s%s".formatted(i, truth(i), more));
  }

  /** True labels of the first posts, all of part test. */
  private static String gold(int posts) {
    return lines(
        posts,
        i -> "{\"id\": \"p%d\", \"label\": \"%s\", \"split\": \"test\"}".formatted(i, truth(i)));
  }
}
