package io.assay.job;

import static io.assay.job.ElsewhereRun.lines;
import static io.assay.job.ElsewhereRun.truth;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.job.AssayProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thirteen LLMs' labels from thirteen files against labels by people, by the real command line. */
class ImportCommandTest {
  private static final int LLMS = 13;
  private static final int GOLD = 200;
  private static final int POSTS = 260;
  private static final String DS = "2026-11-20";

  @TempDir Path root;

  @BeforeEach
  void write() throws IOException {
    write(
        "posts.jsonl",
        lines(
            POSTS,
            i -> "{\"id\": \"p%d\", \"text\": \"a %s, number %d\"}".formatted(i, truth(i), i)));
    write("gold.csv", "id,label,split\n" + lines(GOLD, i -> "p%d,%s,test".formatted(i, truth(i))));
    StringBuilder task =
        new StringBuilder(
            """
            task: thirteen
            labels: {cat: , dog: }
            bar: {metric: accuracy, at_least: 0.7}
            split: {group_by: post}
            sample: {llm_test: 0, gold: 220}
            reference_llm: llm12
            labelers:
            """);
    Files.createDirectory(root.resolve("llms"));
    for (int k = 0; k < LLMS; k++) {
      task.append("  - {name: llm%d, kind: imported, llm: true}%n".formatted(k));
      write("llms/llm%d.csv".formatted(k), answers(k));
    }
    write("task.yaml", task.toString());
  }

  /** LLM k is wrong on each (k + 2)th post, and its answers cost k dollars a thousand, if known. */
  private static String answers(int k) {
    String usd = k == 3 ? "" : String.valueOf(k / 1_000.0);
    return "tweet,answer,usd\n"
        + lines(POSTS, i -> "p%d,%s,%s".formatted(i, isRight(k, i) ? truth(i) : wrong(i), usd));
  }

  private static boolean isRight(int llm, int post) {
    return post % (llm + 2) != 0;
  }

  private static String wrong(int post) {
    return truth(post).equals("cat") ? "dog" : "cat";
  }

  @Test
  void fromImportAndReviewToTheVerdict() throws IOException {
    String posts = root.resolve("posts.jsonl").toString();
    String gold = root.resolve("gold.csv").toString();
    ended(0, "ingest", "--posts", posts, "--gold", gold);
    write("llms/llm5.csv", answers(5) + "nobody,cat,\n");
    assertThat(imported(2)).contains("nothing was imported", "llm5.csv", "there is no post nobody");
    assertThat(root.resolve("lake/store/imports")).doesNotExist();
    write("llms/llm5.csv", answers(5));
    assertThat(imported(0)).contains("imported 260 labels of llm0", "imported 260 labels of llm12");
    ended(0, "split");
    String review = root.resolve("review.csv").toString();
    ended(0, "review", "--n", "20", "--out", review);
    Set<Integer> labelled = new HashSet<>(IntStream.range(0, GOLD).boxed().toList());
    labelled.addAll(answer(Path.of(review)));
    assertThat(ended(0, "import", "--as", "gold", review)).contains("20 labels of people");
    String printed = ended(0, "run", "--posts", posts, "--gold", gold);

    Path folder = root.resolve("lake/runs/thirteen").resolve(DS);
    JsonNode decision = new ObjectMapper().readTree(folder.resolve("decision.json").toFile());
    assertThat(decision.path("candidates")).hasSize(LLMS);
    for (int k = 0; k < LLMS; k++) {
      int llm = k;
      JsonNode candidate = decision.path("candidates").path(k);
      assertThat(candidate.path("n").asInt()).isEqualTo(GOLD + 20);
      assertThat(candidate.path("right").asLong())
          .isEqualTo(labelled.stream().filter(post -> isRight(llm, post)).count());
    }
    assertThat(decision.path("candidates").path(3).path("state").asText()).isEqualTo("meets");
    assertThat(decision.path("recommended").asText())
        .as("llm3 would do, but nobody knows what it costs")
        .isEqualTo("llm4");
    assertThat(printed).contains("llm12", "Nobody knows what this tool costs", "(llm3)");
    assertThat(folder.resolve("report.html")).isNotEmptyFile();
  }

  private String imported(int code) {
    String columns = "id=tweet,label=answer";
    String files = root.resolve("llms").toString();
    return ended(code, "import", "--as", "llm", "--columns", columns, files);
  }

  /** Fills in the file as people would, and returns the posts in it. */
  private static List<Integer> answer(Path review) throws IOException {
    List<String> rows = Files.readAllLines(review);
    List<Integer> posts = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      int post = Integer.parseInt(rows.get(i).substring(1, rows.get(i).indexOf(',')));
      rows.set(i, rows.get(i).replace("\",,,", "\"," + truth(post) + ",ann,"));
      posts.add(post);
    }
    Files.write(review, rows);
    assertThat(posts).hasSize(20).doesNotHaveDuplicates().allMatch(post -> post >= GOLD);
    return posts;
  }

  private String ended(int code, String... command) {
    Ended ended =
        AssayProcess.run(
            root,
            Stream.concat(
                    Stream.of(command),
                    Stream.of(
                        "--task=" + root.resolve("task.yaml"),
                        "--lake=" + root.resolve("lake"),
                        "--ds=" + DS))
                .toArray(String[]::new));
    assertThat(ended.code()).as(ended.printed()).isEqualTo(code);
    return ended.printed();
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(root.resolve(name), content);
  }
}
