package io.assay.sample;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A post's permanent random number (Ohlsson 1995): the same on every machine, so that a larger
 * sample keeps every post already drawn. Splits use another salt than samples.
 */
public final class RandomNumber {
  private RandomNumber() {}

  /**
   * A number in (0, 1), uniform over ids: the first 53 bits of SHA-256 of salt and id.
   *
   * @param salt for example {@code sample:7}
   */
  public static double of(String salt, String id) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      byte[] hash = digest.digest(id.getBytes(StandardCharsets.UTF_8));
      return ((ByteBuffer.wrap(hash).getLong() >>> 11) + 0.5) * 0x1.0p-53;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
