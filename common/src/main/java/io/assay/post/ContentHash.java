package io.assay.post;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names content by what it is: the key of everything that is computed or paid for once. */
public final class ContentHash {
  private static final int BYTES = 16;

  private ContentHash() {}

  /** The first 128 bits of SHA-256 of the text in UTF-8, as 32 lower-case hexadecimal digits. */
  public static String sha256_128(String text) {
    byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest, 0, BYTES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
