package io.assay.io.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class WholeFileTest {
  @Test
  void aFileThatIsNotWholeIsTheCallersAndOneOutOfReachIsTriedAgain() {
    assertThat(code(new EOFException("end"))).isEqualTo(ExitCode.USAGE);
    assertThat(code(new UncheckedIOException(new ZipException("bad")))).isEqualTo(ExitCode.USAGE);
    assertThat(code(new IOException("connection reset"))).isEqualTo(ExitCode.NOT_READY);
  }

  @Test
  void aBugStaysOne() {
    RuntimeException bug = new IllegalArgumentException("odd");
    assertThat(WholeFile.named("f", bug)).isSameAs(bug);
  }

  private static ExitCode code(Exception failure) {
    RuntimeException named = WholeFile.named("folder/f.gz", failure);
    assertThat(named).hasMessageContaining("folder/f.gz cannot be read").hasCause(failure);
    return ((AssayException) named).exitCode();
  }
}
