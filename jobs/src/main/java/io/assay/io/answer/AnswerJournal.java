package io.assay.io.answer;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.io.LakeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of JSON lines in which a line counts only once it is durable. One thread
 * writes; lines that arrive while it syncs go out together with the next sync. Where a file system
 * cannot sync an open file (object stores), each group becomes a small file of its own.
 */
public final class AnswerJournal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long lines are gathered for one object, where every group is an object. */
  private static final Duration OBJECT_INTERVAL = Duration.ofSeconds(2);

  private final LakeFiles files;
  private final Path folder;
  private final String owner;
  private final BlockingQueue<Line> queue = new LinkedBlockingQueue<>();
  private final Thread writer = new Thread(this::run, "assay-answer-journal");
  private @Nullable FSDataOutputStream open;
  private int sequence;
  private boolean groupsAreObjects;
  private volatile @Nullable IOException broken;

  /** One entry; the end where there is no text. */
  private record Line(@Nullable String text, CompletableFuture<Void> durable) {}

  /**
   * Starts a journal.
   *
   * @param folder where the journals of all owners are
   * @param owner unique for this writer; without dots
   */
  public AnswerJournal(LakeFiles files, Path folder, String owner) {
    this.files = files;
    this.folder = folder;
    this.owner = owner;
    writer.setDaemon(true);
    writer.start();
  }

  /**
   * Writes an entry.
   *
   * @return completed when it would survive the end of this process and, where the file system can
   *     promise it, of the machine; exceptionally if it could not be written
   */
  public CompletableFuture<Void> append(StoredAnswer entry) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    try {
      queue.add(new Line(JSON.writeValueAsString(entry) + "\n", durable));
    } catch (IOException e) {
      durable.completeExceptionally(e);
    }
    return durable;
  }

  /** Waits until all entries are durable, or have failed, and closes the file. */
  @Override
  public void close() {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    queue.add(new Line(null, ended));
    ended.join();
  }

  /** Whether every entry so far could be written. */
  boolean intact() {
    return broken == null;
  }

  private void run() {
    List<Line> group = new ArrayList<>();
    boolean ended = false;
    while (!ended) {
      group.clear();
      try {
        group.add(queue.take());
        if (groupsAreObjects) {
          Thread.sleep(OBJECT_INTERVAL.toMillis());
        }
      } catch (InterruptedException e) {
        // Nobody outside knows this thread: only close() ends it.
        continue;
      }
      queue.drainTo(group);
      ended = group.stream().anyMatch(line -> line.text == null);
      write(group, ended);
    }
  }

  private void write(List<Line> group, boolean last) {
    try {
      if (broken == null) {
        writeDurably(group, last);
      }
    } catch (IOException e) {
      broken = e;
    } catch (RuntimeException e) {
      // Whoever waits for a line must be told, whatever went wrong.
      broken = new IOException(e);
    }
    IOException failure = broken;
    for (Line line : group) {
      // The end is not an entry: whoever waited for one was told.
      if (failure == null || line.text == null) {
        line.durable.complete(null);
      } else {
        line.durable.completeExceptionally(failure);
      }
    }
  }

  private void writeDurably(List<Line> group, boolean last) throws IOException {
    FSDataOutputStream out = stream();
    for (Line line : group) {
      if (line.text != null) {
        out.write(line.text.getBytes(StandardCharsets.UTF_8));
      }
    }
    groupsAreObjects = !out.hasCapability(StreamCapabilities.HSYNC);
    if (!groupsAreObjects && !last) {
      out.hsync();
      open = out;
    } else {
      out.close();
      open = null;
    }
  }

  /** The open file, or a new one; a file that somebody took away means that the lock was lost. */
  private FSDataOutputStream stream() throws IOException {
    FSDataOutputStream current = open;
    if (current == null) {
      return files.system(folder).create(file(sequence++), false);
    }
    if (!files.exists(file(sequence - 1))) {
      throw new IOException(file(sequence - 1) + " is gone: another writer took this folder over");
    }
    return current;
  }

  private Path file(int number) {
    return new Path(folder, "%s.%06d.jsonl".formatted(owner, number));
  }

  /** Waits for an entry to be durable. */
  public static void await(CompletableFuture<Void> durable) {
    try {
      durable.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException io) {
        throw new UncheckedIOException(io);
      }
      throw e;
    }
  }
}
