package io.assay.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What holds where the command line says nothing, read from {@code conf/assay.yaml}. Paths are as
 * written, relative to the project's folder.
 *
 * @param lake where everything is written
 * @param task the bundled task
 * @param posts of the bundled task
 * @param gold of the bundled task
 * @param prices unit prices
 * @param llm endpoint of LLM labelers that name none; default {@code local}
 * @param localCores of a local run; default 0: all that the machine has
 */
public record AssayConfig(
    String lake,
    String task,
    List<String> posts,
    @Default("[]") List<String> gold,
    String prices,
    @Default("local") @Matches(value = Matches.SLUG, words = Matches.SLUG_WORDS) String llm,
    @Default("0") @Within(min = 0, max = 4096) int localCores) {

  public AssayConfig {
    posts = List.copyOf(posts);
    gold = List.copyOf(gold);
  }

  /**
   * The defaults of a file.
   *
   * @throws AssayException (USAGE) with every problem of the file
   */
  public static AssayConfig load(Path file) {
    Problems problems = new Problems();
    Optional<AssayConfig> config = YamlFile.read(file, AssayConfig.class, problems);
    problems.throwIfAny();
    return config.orElseThrow();
  }
}
