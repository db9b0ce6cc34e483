package io.assay.io.answer;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.LakeFiles;
import io.assay.io.RunLock;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one model to one prompt, open for asking by one run at a time. Answers go to a
 * journal; closing turns it into Parquet.
 */
public final class AnswerFolder implements AutoCloseable {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  /** Two openings never share a name, whatever the clock says. */
  private static final AtomicLong OPENED = new AtomicLong();

  private final SparkSession session;
  private final LakeFiles files;
  private final Path folder;
  private final RunLock lock;
  private final AnswerJournals journals;
  private final long inFlightAtKill;
  private final String owner;
  private @Nullable AnswerJournal journal;

  private AnswerFolder(
      SparkSession session, LakeFiles files, Path folder, RunLock lock, String owner) {
    this.session = session;
    this.files = files;
    this.folder = folder;
    this.lock = lock;
    this.owner = owner;
    this.journals = new AnswerJournals(session, files);
    this.inFlightAtKill = journals.inFlight(folder);
    journals.compact(folder);
  }

  static AnswerFolder open(
      SparkSession session, LakeFiles files, Path folder, String host, Clock clock) {
    RunLock lock = lock(files, folder, host, clock);
    try {
      long pid = ProcessHandle.current().pid();
      String owner =
          "%s-%s-%d-%d"
              .formatted(
                  STAMP.format(clock.instant()),
                  host.replaceAll("[^A-Za-z0-9_-]", "-"),
                  pid,
                  OPENED.incrementAndGet());
      return new AnswerFolder(session, files, folder, lock, owner);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static RunLock lock(LakeFiles files, Path folder, String host, Clock clock) {
    try {
      return RunLock.acquire(files, new Path(folder, "_lock"), host, clock);
    } catch (AssayException e) {
      throw new AssayException(
          ExitCode.NOT_READY, "answers in " + folder + " are being bought: " + e.getMessage(), e);
    }
  }

  /** Requests in flight when an earlier run was killed; their answers, if any, are lost. */
  public long inFlightAtKill() {
    return inFlightAtKill;
  }

  /** What is there, so that it need not be asked. */
  public StoredAnswers stored() {
    return new StoredAnswers(session, files, folder);
  }

  /** What was handed to the provider in batches. */
  public BatchRecords batches() {
    return new BatchRecords(files, folder);
  }

  /** Where answers go, durable before they are used; started when it is first asked for. */
  public AnswerJournal journal() {
    AnswerJournal current = journal;
    if (current == null) {
      current = new AnswerJournal(files, AnswerJournals.in(folder), owner);
      journal = current;
    }
    return current;
  }

  /** Notes how the answers come about, for people and for later runs. */
  public void note(String json) {
    files.replace(StoredAnswers.noteFile(folder), json);
  }

  /** Makes the journal a part of the store and lets others ask. */
  @Override
  public void close() {
    try {
      if (journal != null) {
        journal.close();
        // A journal that broke may be another writer's by now; the next run takes what is there.
        if (journal.intact()) {
          journals.compact(folder);
        }
      }
    } finally {
      lock.close();
    }
  }
}
