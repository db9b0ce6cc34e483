package io.assay.io.input;

import io.assay.io.input.InputFiles.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Whether input files are the same as last time: by content up to 64 MiB in all, above that by
 * path, length and time of change.
 */
public final class InputDigest {
  private static final long READ_UP_TO = 64L << 20;

  private InputDigest() {}

  /** 128 bits as hexadecimal digits. */
  public static String of(InputFiles files, Configuration configuration) {
    MessageDigest digest = sha256();
    for (InputFile file : files.files()) {
      digest.update(file.path().getName().getBytes(StandardCharsets.UTF_8));
      if (files.bytes() <= READ_UP_TO) {
        content(file.path(), configuration, digest);
      } else {
        digest.update(file.identity().getBytes(StandardCharsets.UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  /** The same of one local file's content, for example a rule file. */
  public static String of(java.nio.file.Path file) {
    MessageDigest digest = sha256();
    content(new Path(file.toUri()), new Configuration(), digest);
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private static void content(Path file, Configuration configuration, MessageDigest digest) {
    try (InputStream in =
        new DigestInputStream(file.getFileSystem(configuration).open(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
