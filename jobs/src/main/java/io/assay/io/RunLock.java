package io.assay.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;

/**
 * One writer at a time: a file with its owner and a heartbeat. A lock is stale when its owner's
 * process is gone from this host, or when its heartbeat is older than {@link #STALE_AFTER}.
 */
public final class RunLock implements AutoCloseable {
  /** Six missed heartbeats. */
  static final Duration STALE_AFTER = Duration.ofMinutes(2);

  private static final Duration BEAT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LakeFiles files;
  private final Path file;
  private final Owner owner;
  private final Clock clock;
  private final ScheduledExecutorService heart;

  private RunLock(LakeFiles files, Path file, Owner owner, Clock clock) {
    this.files = files;
    this.file = file;
    this.owner = owner;
    this.clock = clock;
    this.heart =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "assay-lock-heartbeat");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the lock.
   *
   * @param host of this process, as other holders see it
   * @throws AssayException {@link ExitCode#NOT_READY} if a living owner holds it
   */
  public static RunLock acquire(LakeFiles files, Path file, String host, Clock clock) {
    Owner owner = new Owner(host, ProcessHandle.current().pid(), clock.instant().toString());
    for (int attempt = 0; attempt < 3; attempt++) {
      if (files.create(file, json(owner))) {
        RunLock lock = new RunLock(files, file, owner, clock);
        lock.beat();
        return lock;
      }
      Optional<Owner> holder = files.read(file).flatMap(RunLock::parse);
      if (holder.isPresent() && holder.get().alive(host, clock.instant())) {
        throw held("another run", file, holder.get());
      }
      if (holder.isEmpty() && isBeingWritten(files, file, clock.instant())) {
        throw beingTaken(file);
      }
      files.delete(file);
    }
    throw beingTaken(file);
  }

  /**
   * Refuses to go on where somebody holds a lock.
   *
   * @param who holds such locks, for people
   * @throws AssayException {@link ExitCode#NOT_READY} if a living owner holds it
   */
  static void refuseIfHeld(String who, LakeFiles files, Path file, String host, Clock clock) {
    files
        .read(file)
        .flatMap(RunLock::parse)
        .filter(holder -> holder.alive(host, clock.instant()))
        .ifPresent(
            holder -> {
              throw held(who, file, holder);
            });
  }

  /** A lock without an owner is one whose owner is about to write its name, or was killed then. */
  private static boolean isBeingWritten(LakeFiles files, Path file, Instant now) {
    return files.modified(file).filter(at -> at.plus(STALE_AFTER).isAfter(now)).isPresent();
  }

  private static AssayException beingTaken(Path file) {
    return new AssayException(
        ExitCode.NOT_READY,
        "another run is taking %s at this moment; try again, in %d minutes if it was killed then"
            .formatted(file, STALE_AFTER.toMinutes()));
  }

  @Override
  public void close() {
    heart.shutdownNow();
    try {
      heart.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (isOurs()) {
      files.delete(file);
    }
  }

  /** Somebody who took us for dead, after a long pause of this machine, may own it now. */
  private boolean isOurs() {
    return files.read(file).flatMap(RunLock::parse).filter(o -> o.same(owner)).isPresent();
  }

  /** Says that the owner lives; a lock that somebody else owns by now is left alone. */
  void heartbeat() {
    if (isOurs()) {
      files.replace(file, json(owner.at(clock.instant())));
    }
  }

  private void beat() {
    long millis = BEAT.toMillis();
    var unused = heart.scheduleAtFixedRate(this::heartbeat, millis, millis, TimeUnit.MILLISECONDS);
  }

  private static AssayException held(String who, Path file, Owner holder) {
    return new AssayException(
        ExitCode.NOT_READY,
        "%s is at work there: process %d on %s, last seen %s. Wait for it; if it is gone, the lock %s expires %d minutes after that"
            .formatted(
                who, holder.pid, holder.host, holder.heartbeat, file, STALE_AFTER.toMinutes()));
  }

  private static String json(Owner owner) {
    try {
      return JSON.writeValueAsString(owner);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty for half a lock. */
  private static Optional<Owner> parse(String text) {
    try {
      return Optional.of(JSON.readValue(text, Owner.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  record Owner(String host, long pid, String heartbeat) {
    boolean same(Owner other) {
      return host.equals(other.host) && pid == other.pid;
    }

    Owner at(Instant now) {
      return new Owner(host, pid, now.toString());
    }

    boolean alive(String here, Instant now) {
      boolean gone =
          host.equals(here) && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
      return !gone && Instant.parse(heartbeat).plus(STALE_AFTER).isAfter(now);
    }
  }
}
