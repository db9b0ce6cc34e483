package io.assay.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLockTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final String HERE = "here";
  private static final long US = ProcessHandle.current().pid();

  @TempDir Path folder;

  @Test
  void theOwnerIsWrittenDownAndGoneAfterClosing() throws IOException {
    try (RunLock held = acquire(HERE, NOW)) {
      assertThat(held).isNotNull();
      assertThat(file()).content().contains("\"" + HERE + "\"", "" + US, NOW.toString());
    }
    assertThat(file()).doesNotExist();
  }

  @Test
  void aLivingProcessKeepsItsLock() throws IOException {
    try (RunLock held = acquire(HERE, NOW)) {
      assertThat(held).isNotNull();
      assertThatThrownBy(() -> acquire(HERE, NOW.plusSeconds(60)))
          .isInstanceOfSatisfying(
              AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
          .hasMessageContainingAll("process " + US, HERE, NOW.toString(), "_lock", "2 minutes");
      assertThat(file()).content().contains(NOW.toString());
    }
  }

  /** Whether a process lives on another machine only its heartbeat tells. */
  @Test
  void anotherMachinesLockHoldsAsLongAsItsHeartbeatIsFresh() throws Exception {
    write(owner("there", endedProcess(), NOW));
    Instant fresh = NOW.plus(RunLock.STALE_AFTER).minusSeconds(1);
    assertThatThrownBy(() -> acquire(HERE, fresh)).hasMessageContaining("there");
    assertTaken(NOW.plus(RunLock.STALE_AFTER));
  }

  @Test
  void anEndedProcessHoldsNothing() throws Exception {
    write(owner(HERE, endedProcess(), NOW));
    assertTaken(NOW);
  }

  @Test
  void aStaleHeartbeatHoldsNothingEvenIfThePidLivesOn() throws IOException {
    write(owner(HERE, US, NOW.minus(Duration.ofDays(1))));
    assertTaken(NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"host\":\"here\",\"pi"})
  void aHalfWrittenLockHoldsUntilItIsOld(String text) throws IOException {
    write(text);
    Files.setLastModifiedTime(file(), FileTime.from(NOW));
    assertThatThrownBy(() -> acquire(HERE, NOW.plusSeconds(1)))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
        .hasMessageContaining("is taking");
    assertThat(file()).content().isEqualTo(text);
    assertTaken(NOW.plus(RunLock.STALE_AFTER));
  }

  /** A machine that slept for long may wake up after its run was given to another. */
  @Test
  void aHeartbeatLeavesTheLockOfANewOwnerAlone() throws IOException {
    try (RunLock lost = acquire(HERE, NOW)) {
      lost.heartbeat();
      assertThat(file()).content().contains("" + US);
      String other = owner("there", 1, NOW);
      write(other);
      lost.heartbeat();
      assertThat(file()).content().isEqualTo(other);
    }
    assertThat(file()).as("nor does closing").exists();
  }

  private void assertTaken(Instant now) throws IOException {
    try (RunLock taken = acquire(HERE, now)) {
      assertThat(taken).isNotNull();
      assertThat(file()).content().contains("" + US, now.toString());
    }
  }

  private static long endedProcess() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(java, "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.pid();
  }

  private static String owner(String host, long pid, Instant heartbeat) {
    return "{\"host\": \"%s\", \"pid\": %d, \"heartbeat\": \"%s\"}".formatted(host, pid, heartbeat);
  }

  private RunLock acquire(String host, Instant now) {
    LakeFiles files = new LakeFiles(new Configuration());
    var path = new org.apache.hadoop.fs.Path(file().toUri());
    return RunLock.acquire(files, path, host, Clock.fixed(now, ZoneOffset.UTC));
  }

  private void write(String text) throws IOException {
    Files.writeString(file(), text);
  }

  private Path file() {
    return folder.resolve("_lock");
  }
}
