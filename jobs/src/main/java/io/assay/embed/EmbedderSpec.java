package io.assay.embed;

import io.assay.config.AssayException;
import io.assay.config.CanonicalJson;
import io.assay.config.Default;
import io.assay.config.Matches;
import io.assay.config.Problems;
import io.assay.config.Within;
import io.assay.config.YamlFile;
import io.assay.io.MavenArtifact;
import io.assay.post.TextKey;
import io.assay.post.TextPreparation;
import io.assay.post.TextPreparation.Step;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A text model in a Maven jar and how it is used, read from {@code conf/embedders/NAME.yaml}.
 *
 * @param name the file's name without {@code .yaml}
 * @param artifact coordinates of the jar, {@code group:artifact:version}
 * @param sha256 of the jar
 * @param model path of the ONNX file in the jar; inputs input_ids, attention_mask and
 *     token_type_ids, first output [texts, tokens, dimensions]
 * @param tokenizer path of the Hugging Face tokenizer.json in the jar
 * @param pooling of token vectors
 * @param dimensions of a vector
 * @param maxTokens of a text, the two marks at its ends included; the rest is cut off. Default 256
 * @param precision of the weights
 * @param preparation of a text before its tokens are made; default hashtags as the words that they
 *     are written of, and emoji as their names
 * @param kind default {@code transformer}; {@code static} distils one vector a token from the model
 * @param storage of the vectors; default {@code float32}
 */
public record EmbedderSpec(
    @Matches(value = Matches.SLUG, words = Matches.SLUG_WORDS) String name,
    String artifact,
    String sha256,
    String model,
    String tokenizer,
    Pooling pooling,
    @Within(min = 1, max = 65_536) int dimensions,
    @Default("256") @Within(min = 3, max = 8_192) int maxTokens,
    Precision precision,
    @Default("[split-hashtags, emoji-words]") List<Step> preparation,
    @Default("transformer") EmbedderKind kind,
    @Default("float32") Storage storage) {

  private static final int SHORT_DIGEST = 8;

  /** What stands at the ends of a text. */
  private static final int MARKS = 2;

  public EmbedderSpec {
    new MavenArtifact(artifact, sha256);
    preparation = TextPreparation.of(preparation).steps();
    if (kind == EmbedderKind.STATIC && precision != Precision.FLOAT32) {
      throw new IllegalArgumentException(
          "kind: static distils from a model of precision float32 only, as one of int8 gives a token"
              + " another vector beside other tokens");
    }
    if (kind == EmbedderKind.STATIC && storage != Storage.FLOAT32) {
      throw new IllegalArgumentException(
          "kind: static keeps no vectors: storage: float32 is the only one");
    }
  }

  /**
   * The embedder of {@code embedders/NAME.yaml} below the configuration's folder.
   *
   * @throws AssayException (USAGE) with every problem of the file
   */
  public static EmbedderSpec load(Path conf, String name) {
    Path file = conf.resolve("embedders").resolve(name + ".yaml");
    Problems problems = new Problems();
    Optional<EmbedderSpec> spec = YamlFile.read(file, EmbedderSpec.class, problems);
    spec.filter(read -> !read.name().equals(name))
        .ifPresent(read -> problems.add(file, 0, "is named \"" + read.name() + "\" inside"));
    problems.throwIfAny();
    return spec.orElseThrow();
  }

  /** From a text to what the model reads; texts with the same hash come out the same. */
  public UnaryOperator<String> preparing() {
    TextPreparation steps = TextPreparation.of(preparation);
    return text -> steps.apply(TextKey.canonical(text));
  }

  /** Tokens of a text without the marks at its ends, at most. */
  int contentTokens() {
    return maxTokens - MARKS;
  }

  /** Where it comes from. */
  public MavenArtifact jar() {
    return new MavenArtifact(artifact, sha256);
  }

  /**
   * Names the vectors: whatever could change one changes this name too. It is the {@code model=} of
   * their folder in the store.
   */
  public String id() {
    String digest = DigestUtils.sha256Hex(CanonicalJson.of(this));
    return name + "-" + digest.substring(0, SHORT_DIGEST);
  }
}
