package io.assay.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlFileTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();

  record Everything(
      String text,
      @Nullable Long count,
      @Nullable BigDecimal exact,
      @Nullable LocalDate day,
      @Nullable Boolean really,
      @Default("[a, b]") List<String> names,
      @Default("{}") Map<String, Integer> sizes,
      @Default("{depth: 2}") Inner inner,
      @Nullable Object any) {}

  record Inner(int depth, @Default("0.5") double share) {
    Inner {
      if (depth == 13) {
        throw new IllegalArgumentException("depth 13 brings bad luck");
      }
    }
  }

  @Test
  void everyTypeOfValue() throws IOException {
    String yaml =
        """
        text: no          # a plain no is a text
        count: 9_000_000_000
        exact: 0.10
        day: 2026-11-01
        really: true
        names: single
        sizes: {yes: 1, 2: 3}
        inner: {depth: 4, share: 1}
        any: [x, 1, 2.50, false, off, null, 1:30, {k: v}]
        """;
    assertThat(read(yaml))
        .contains(
            new Everything(
                "no",
                9_000_000_000L,
                new BigDecimal("0.10"),
                LocalDate.of(2026, 11, 1),
                true,
                List.of("single"),
                Map.of("yes", 1, "2", 3),
                new Inner(4, 1),
                Optional.ofNullable(read(yaml).orElseThrow().any()).orElseThrow()));
    assertThat(read(yaml).orElseThrow().any())
        .hasToString("[x, 1, 2.50, false, off, null, 1:30, {k=v}]");
    assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void whatIsLeftOutOrEmptyHasItsDefault() throws IOException {
    assertThat(read("text: ''\nnames:\ncount: ~\n"))
        .contains(
            new Everything(
                "", null, null, null, null, List.of("a", "b"), Map.of(), new Inner(2, 0.5), null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                            | : holds no keys",
        "- a                           | : holds no keys",
        "text: [a                      | :1: is not YAML: expected ',' or ']', but got",
        "text: a\\n\\ttab: b           | :2: is not YAML: found character",
        "text: a\\ntext: b             | :2: key \"text\" stands here twice",
        "text: a\\n? [x, y]\\n: b      | :2: a key is a single word",
        "text: &x a                    | :1: anchors are not read: write the value out",
        "text: a\\nany: &x [*x]        | :2: anchors are not read: write the value out",
        "count: 1                      | :1: \"text\" is missing",
        "text:                         | :1: \"text\" is missing",
        "text: a\\ncount: 1.5          | :2: count must be a whole number, not 1.5",
        "text: a\\ncount: '1'          | :2: count must be a whole number, not \"1\"",
        "text: a\\nexact: much         | :2: exact must be a number, not much",
        "text: a\\nday: yesterday      | :2: day must be a date such as 2026-11-01, not yesterday",
        "text: a\\nreally: yes         | :2: really must be true or false, not yes",
        "text: {a: b}                  | :1: text must be a text, not a mapping",
        "text: a\\nsizes: 3            | :2: sizes must have keys, not be 3",
        "text: a\\nsizes:\\n  x: one   | :3: x must be a whole number, not one",
        "text: a\\nnames:\\n- x\\n- [] | :4: names must be a text, not a list",
        "text: a\\ninner:\\n  depth: 1\\n  dept: 1  | :4: key \"dept\" is not known; did you mean \"depth\"?",
        "text: a\\ninner: {depth: 13}  | :2: inner: depth 13 brings bad luck",
      })
  void aProblemHasItsLine(String yaml, String message) throws IOException {
    assertThat(read(yaml.replace("\\n", "\n").replace("\\t", "\t"))).isEmpty();
    assertThat(problems.sorted()).first().asString().startsWith(file() + message);
  }

  @Test
  void badBytesAndAbsentFilesAreProblemsToo() throws IOException {
    Files.write(file(), new byte[] {'a', ':', ' ', (byte) 0xff});
    assertThat(YamlFile.read(file(), Everything.class, problems)).isEmpty();
    assertThat(YamlFile.read(folder.resolve("none.yaml"), Everything.class, problems)).isEmpty();
    assertThatThrownBy(problems::throwIfAny)
        .hasMessage(
            "2 problems\n%s: is not UTF-8\n%s: there is no such file"
                .formatted(file(), folder.resolve("none.yaml")));
  }

  @Test
  void problemsAreSortedByLineAndToldOnce() {
    problems.add(file(), 10, "second");
    problems.add(file(), 9, "first");
    problems.add(file(), 10, "second");
    assertThat(problems)
        .hasToString("2 problems\n%1$s:9: first\n%1$s:10: second".formatted(file()));
  }

  private Optional<Everything> read(String yaml) throws IOException {
    return YamlFile.read(Files.writeString(file(), yaml), Everything.class, problems);
  }

  private Path file() {
    return folder.resolve("a.yaml");
  }
}
