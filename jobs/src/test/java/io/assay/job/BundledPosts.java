package io.assay.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;

/** Some of the bundled posts with their gold, and a small task about them, in a folder. */
public final class BundledPosts {
  private static final Path DATA = AssayProcess.PROJECT.resolve("test-data");

  static final String TASK =
      """
      task: mini
      labels: {funny: , cute: , wow: , sad: , angry: , tired: , celebrate: }
      bar: {metric: accuracy, at_least: 0.3}
      split: {train: 0.4, tune: 0.1, calibrate: 0.1, test: 0.4, group_by: author}
      sample: {llm_test: 10, gold: 20, seed: 7}
      budget: {usd: 1}
      labelers:
        - {name: tag-odds, kind: hashtag-odds}
        - {name: regexes, kind: regex, patterns: patterns.yaml, effort_hours: 1}
      """;

  static final String LOGISTIC =
      "  - {name: logistic, kind: classifier, features: [embedding, hashtags], parameters: {regularization: [0.001]}}\n";

  static final String LLM = "  - {name: llm, kind: llm, prompt: prompt.txt}\n";

  private BundledPosts() {}

  /** Writes posts.jsonl, gold.jsonl, task.yaml and what the task names. */
  static void write(Path folder, int posts, String task) throws IOException {
    head("posts.jsonl", folder, posts);
    head("gold.jsonl", folder, posts);
    Files.writeString(folder.resolve("task.yaml"), task);
    Path bundled = AssayProcess.PROJECT.resolve("conf/tasks/gif-mood");
    Files.copy(bundled.resolve("patterns.yaml"), folder.resolve("patterns.yaml"));
    Files.copy(bundled.resolve("prompt.txt"), folder.resolve("prompt.txt"));
  }

  /** An LLM labeler that asks the endpoint of {@link #confWithEndpoint}. */
  static final String FAKE_LLM = "  - {name: llm, kind: llm, prompt: prompt.txt, model: fake}\n";

  /**
   * A copy of the configuration with an endpoint {@code fake} at one and ten micro-dollars a token.
   */
  public static Path confWithEndpoint(Path folder, String baseUrl) throws IOException {
    Path conf = folder.resolve("conf");
    FileUtils.copyDirectory(AssayProcess.PROJECT.resolve("conf").toFile(), conf.toFile());
    Files.writeString(
        conf.resolve("llm/fake.yaml"),
        """
        base_url: %s
        model: fake
        answer_style: none
        price: {input_usd_per_million: 1, output_usd_per_million: 10, as_of: 2026-11-01}
        concurrency: 1
        max_output_tokens: 8
        """
            .formatted(baseUrl));
    return conf;
  }

  private static void head(String name, Path folder, int lines) throws IOException {
    List<String> all = Files.readAllLines(DATA.resolve(name));
    Files.write(folder.resolve(name), all.subList(0, Math.min(lines, all.size())));
  }
}
