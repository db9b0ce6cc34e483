package io.assay.io;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
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

  /** The answers that are there for these requests, so that they need not be asked. */
  public Map<String, StoredAnswer> answered(Collection<String> requestHashes, int repeat) {
    Dataset<Row> wanted =
        session.createDataset(List.copyOf(requestHashes), Encoders.STRING()).toDF("request_hash");
    Map<String, StoredAnswer> found = new HashMap<>();
    session
        .read()
        .schema(AnswerStore.SCHEMA)
        .option("pathGlobFilter", "*.parquet")
        .parquet(folder.toString())
        .where(
            col("outcome")
                .equalTo(StoredAnswer.Outcome.ANSWERED.key())
                .and(col("repeat").equalTo(repeat)))
        .join(broadcast(wanted), "request_hash")
        .toLocalIterator()
        .forEachRemaining(row -> found.merge(row.getString(0), answer(row), AnswerFolder::older));
    return found;
  }

  /** Two answers to one request are possible after a lost lock; the first one stays. */
  private static StoredAnswer older(StoredAnswer one, StoredAnswer other) {
    return Instant.parse(one.askedAt()).isBefore(Instant.parse(other.askedAt())) ? one : other;
  }

  private static StoredAnswer answer(Row row) {
    Instant askedAt = row.getTimestamp(row.fieldIndex("asked_at")).toInstant();
    return new StoredAnswer(
        row.getAs("request_hash"),
        row.getAs("repeat"),
        StoredAnswer.Outcome.ANSWERED,
        row.getAs("raw"),
        row.getAs("finish_reason"),
        row.getAs("input_tokens"),
        row.getAs("output_tokens"),
        row.getAs("cost_micro_usd"),
        row.getAs("latency_ms"),
        row.getAs("attempts"),
        askedAt.toString());
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

  /** What an earlier run noted beside the answers about how they came about. */
  public Optional<String> note() {
    return files.read(noteFile());
  }

  /** Notes how the answers come about, for people and for later runs. */
  public void note(String json) {
    files.replace(noteFile(), json);
  }

  private Path noteFile() {
    return new Path(folder, "_prompt.json");
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
