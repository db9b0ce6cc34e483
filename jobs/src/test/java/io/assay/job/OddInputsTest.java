package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.job.AssayProcess.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Little or odd input gives an honest result that reads well, by the real command line. */
class OddInputsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORDS =
      "  - {name: words, kind: classifier, features: [words], parameters: {regularization: [0.01]}}\n";

  @TempDir Path root;

  private String printed = "";

  /** One under the floor: there is a share, and nothing is claimed from it. */
  @Test
  void fourteenGoldPostsGiveNoIntervalAndNoVerdict() throws IOException {
    BundledPosts.write(root, 60, BundledPosts.TASK);
    gold(g -> g.limit(14).map(line -> line.replace("}", ", \"split\": \"test\"}")));
    JsonNode decision = decision();
    assertThat(decision.path("verdict").asText()).isEqualTo("not-enough-evidence");
    JsonNode regexes = decision.path("candidates").path(1);
    assertThat(regexes.path("n").asInt()).isEqualTo(14);
    assertThat(regexes.path("lower").isNull()).isTrue();
    assertThat(printed).contains("of 14", "not-trained");
    assertThat(report()).contains("Fewer than 15 gold posts");
  }

  @Test
  void aLabelThatNobodyUsesIsLeftOutOfTheMeanAndListed() throws IOException {
    String labels = BundledPosts.TASK.replace("celebrate: }", "celebrate: , envious: }");
    BundledPosts.write(root, 120, labels + WORDS);
    JsonNode decision = decision();
    assertThat(decision.path("candidates").findValuesAsText("state")).doesNotContain("not-scored");
    assertThat(report()).contains("envious", "Some labels are left out of a mean over labels");
  }

  @Test
  void withoutAnyHashtagTheHashtagToolsStandAsideWithTheReason() throws IOException {
    BundledPosts.write(root, 60, BundledPosts.TASK + WORDS);
    Path posts = root.resolve("posts.jsonl");
    Files.writeString(posts, Files.readString(posts).replace("#", ""));
    JsonNode odds = decision().path("candidates").path(0);
    assertThat(odds.path("labeler").asText()).isEqualTo("tag-odds");
    assertThat(odds.path("state").asText()).isEqualTo("not-trained");
    assertThat(report()).containsIgnoringCase("hashtag");
  }

  @Test
  void anEmptyFileHasNoPosts() throws IOException {
    BundledPosts.write(root, 10, BundledPosts.TASK);
    Files.writeString(root.resolve("posts.jsonl"), "");
    Ended ended = run();
    assertThat(ended.code()).as(ended.printed()).isEqualTo(2);
    assertThat(ended.printed()).contains("no record is a post that can be used");
  }

  @Test
  void aPackedFileThatIsCutOffIsNamed() throws IOException {
    BundledPosts.write(root, 300, BundledPosts.TASK);
    Path posts = root.resolve("posts.jsonl");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      Files.copy(posts, out);
    }
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Files.delete(posts);
    Path cut = Files.write(root.resolve("posts.jsonl.gz"), half);
    Ended ended = run("posts.jsonl.gz");
    assertThat(ended.code()).as(ended.printed()).isEqualTo(2);
    assertThat(ended.printed()).contains(cut + " cannot be read to its end: ", "run again");
  }

  @Test
  void onePostManyTimesIsOnePostToLearnFrom() throws IOException {
    BundledPosts.write(root, 40, BundledPosts.TASK);
    List<String> once = Files.readAllLines(root.resolve("posts.jsonl"));
    String again =
        once.stream()
            .limit(30)
            .map(line -> line.replaceFirst("\"id\": \"p", "\"id\": \"again-p"))
            .collect(Collectors.joining("\n"));
    Files.writeString(root.resolve("posts.jsonl"), String.join("\n", once) + "\n" + again + "\n");
    assertThat(decision().path("corpus_size").asInt()).isEqualTo(70);
  }

  @Test
  void withoutAUsablePostItSaysWhatWasWrongWithThem() throws IOException {
    BundledPosts.write(root, 10, BundledPosts.TASK);
    Files.writeString(root.resolve("posts.jsonl"), "{\"id\": \"x\"}\n{\"text\": \"no id\"}\n{\n");
    Ended ended = run();
    assertThat(ended.code()).as(ended.printed()).isEqualTo(2);
    assertThat(ended.printed())
        .contains("no record is a post that can be used")
        .containsPattern("empty-text: 1, the first in \\S+posts.jsonl at 0")
        .containsPattern("missing-id: 1, the first in \\S+posts.jsonl at 12");
  }

  private void gold(java.util.function.UnaryOperator<java.util.stream.Stream<String>> change)
      throws IOException {
    Path gold = root.resolve("gold.jsonl");
    List<String> lines = change.apply(Files.readAllLines(gold).stream()).toList();
    Files.write(gold, lines);
  }

  private JsonNode decision() throws IOException {
    Ended ended = run();
    printed = ended.printed();
    assertThat(ended.code()).as(printed).isZero();
    assertThat(printed).doesNotContain("NaN", "Infinity", "null");
    assertThat(report()).doesNotContain("NaN", "Infinity", "null");
    return JSON.readTree(folder().resolve("decision.json").toFile());
  }

  private Ended run() {
    return run("posts.jsonl");
  }

  private Ended run(String posts) {
    return AssayProcess.run(
        root,
        "run",
        "--task=" + root.resolve("task.yaml"),
        "--posts=" + root.resolve(posts),
        "--gold=" + root.resolve("gold.jsonl"),
        "--lake=" + root.resolve("lake"),
        "--ds=2026-11-20");
  }

  private String report() throws IOException {
    return Files.readString(folder().resolve("report.md"));
  }

  private Path folder() {
    return root.resolve("lake/runs/mini/2026-11-20");
  }
}
