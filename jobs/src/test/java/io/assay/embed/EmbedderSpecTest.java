package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.post.TextKey;
import io.assay.post.TextPreparation.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbedderSpecTest {
  private static final String FILE =
      """
      name: tiny
      artifact: org.example:tiny:1.0
      sha256: %s
      model: tiny.onnx
      tokenizer: tiny-tokenizer.json
      pooling: cls
      dimensions: 8
      max_tokens: 64
      precision: float32
      preparation: []
      kind: transformer
      storage: float32
      """
          .formatted("ab".repeat(32));

  @TempDir Path conf;

  static List<String> shipped() throws IOException {
    try (Stream<Path> files = Files.list(TestModels.conf().resolve("embedders"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList();
    }
  }

  private EmbedderSpec load(String text) throws IOException {
    Files.createDirectories(conf.resolve("embedders"));
    Files.writeString(conf.resolve("embedders/tiny.yaml"), text);
    return EmbedderSpec.load(conf, "tiny");
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyShippedFileLoads(String name) {
    EmbedderSpec spec = EmbedderSpec.load(TestModels.conf(), name);

    assertThat(spec.name()).isEqualTo(name);
    assertThat(spec.id()).matches(name + "-[0-9a-f]{8}");
    assertThat(spec.maxTokens()).isEqualTo(256);
  }

  @Test
  void readsEveryKey() throws IOException {
    assertThat(load(FILE.replace("storage: float32", "storage: float16")))
        .isEqualTo(
            new EmbedderSpec(
                "tiny",
                "org.example:tiny:1.0",
                "ab".repeat(32),
                "tiny.onnx",
                "tiny-tokenizer.json",
                Pooling.CLS,
                8,
                64,
                Precision.FLOAT32,
                List.of(),
                EmbedderKind.TRANSFORMER,
                Storage.FLOAT16));
  }

  @Test
  void keysMayBeLeftOut() throws IOException {
    EmbedderSpec spec = load(FILE.replaceAll("(max_tokens|preparation|kind|storage): .*\n", ""));

    assertThat(spec.maxTokens()).isEqualTo(256);
    assertThat(spec.preparation()).containsExactly(Step.SPLIT_HASHTAGS, Step.EMOJI_WORDS);
    assertThat(spec.kind()).isEqualTo(EmbedderKind.TRANSFORMER);
    assertThat(spec.storage()).isEqualTo(Storage.FLOAT32);
  }

  @ParameterizedTest
  @CsvSource({
    "org.example:tiny:1.0, org.example:tiny:1.1",
    "abab, abac",
    "tiny.onnx, other.onnx",
    "tiny-tokenizer, other-tokenizer",
    "pooling: cls, pooling: mean",
    "max_tokens: 64, max_tokens: 65",
    "precision: float32, precision: int8",
    "preparation: \\[\\], preparation: [emoji-words]",
    "kind: transformer, kind: static",
    "storage: float32, storage: float16"
  })
  void theIdChangesWithWhateverChangesAVector(String from, String to) throws IOException {
    String id = load(FILE).id();

    assertThat(load(FILE.replaceFirst(from, to)).id()).isNotEqualTo(id).startsWith("tiny-");
    assertThat(load(FILE).id()).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "name: tiny, name: huge, huge",
    "abab, xyzw, sha256",
    "pooling: cls, pooling: max, pooling",
    "dimensions: 8, dimensions: 0, dimensions",
    "model: tiny.onnx, modle: tiny.onnx, modle",
    "org.example:tiny:1.0, org.example, group:artifact:version"
  })
  void saysWhatIsWrongInWhichFile(String from, String to, String named) {
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> load(FILE.replaceFirst(from, to)))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .withMessageContainingAll("tiny.yaml", named);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[split-hashtags, emoji-words]", "[mask-urls, mask-mentions]"})
  void textsOfOneHashAreReadTheSame(String steps) throws IOException {
    UnaryOperator<String> preparing =
        load(FILE.replace("preparation: []", "preparation: " + steps)).preparing();
    String text = "caf\u00e9 @bob #MondayMood \uD83D\uDE02 x.com/a";
    String other = "  cafe\u0301 \t@bob #MondayMood\n\uD83D\uDE02 x.com/a ";

    assertThat(TextKey.textHash(other)).isEqualTo(TextKey.textHash(text));
    assertThat(preparing.apply(other)).isEqualTo(preparing.apply(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"half \uD83D", "\uDE02 half", "nul \u0000"})
  void brokenTextsPass(String text) throws IOException {
    String file = FILE.replace("preparation: []", "preparation: [split-hashtags, emoji-words]");
    assertThat(load(file).preparing().apply(text)).contains(text.strip().substring(1, 4));
  }

  @ParameterizedTest
  @CsvSource({"precision: float32, precision: int8", "storage: float32, storage: float16"})
  void distilsInFullPrecisionOnly(String from, String to) throws IOException {
    String file = FILE.replace("transformer", "static");
    assertThat(load(file).kind()).isEqualTo(EmbedderKind.STATIC);
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> load(file.replace(from, to)))
        .withMessageContainingAll("tiny.yaml", "static", "float32");
  }

  @Test
  void aNameWithoutAFileIsAUsageError() {
    assertThatExceptionOfType(AssayException.class)
        .isThrownBy(() -> EmbedderSpec.load(conf, "none"))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .withMessageContaining("none.yaml");
  }
}
