package io.assay.io.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.io.LakeFiles;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerJournalTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  @TempDir java.nio.file.Path folder;

  /** Local files that cannot be synced while they are open, as in an object store. */
  public static final class ObjectStore extends RawLocalFileSystem {
    @Override
    public URI getUri() {
      return URI.create("objects:///");
    }

    @Override
    public FSDataOutputStream create(
        Path file,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      FSDataOutputStream out =
          super.create(file, permission, overwrite, bufferSize, replication, blockSize, progress);
      return new FSDataOutputStream(new FilterOutputStream(out), null);
    }

    @Override
    public FSDataOutputStream create(
        Path file,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      FSDataOutputStream out =
          super.create(file, overwrite, bufferSize, replication, blockSize, progress);
      return new FSDataOutputStream(new FilterOutputStream(out), null);
    }
  }

  private static StoredAnswer entry(int number) {
    return StoredAnswer.intent("h" + number, 0, 1, 1, NOW);
  }

  private List<String> lines() throws IOException {
    try (Stream<java.nio.file.Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jsonl"))
          .sorted()
          .flatMap(AnswerJournalTest::read)
          .toList();
    }
  }

  private static Stream<String> read(java.nio.file.Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aLineIsInTheFileBeforeItIsCalledDurable() throws IOException {
    LakeFiles files = new LakeFiles(new Configuration(false));
    try (AnswerJournal journal = new AnswerJournal(files, new Path(folder.toUri()), "me")) {
      for (int i = 0; i < 20; i++) {
        AnswerJournal.await(journal.append(entry(i)));
        assertThat(lines()).hasSize(i + 1).last().asString().contains("\"h" + i + "\"");
      }
    }
    assertThat(folder.resolve("me.000000.jsonl")).exists();
    assertThat(folder.resolve("me.000001.jsonl")).doesNotExist();
  }

  @Test
  void whereOpenFilesCannotBeSyncedEachGroupIsAFile() throws IOException {
    Configuration configuration = new Configuration(false);
    configuration.setClass("fs.objects.impl", ObjectStore.class, RawLocalFileSystem.class);
    Path place = new Path("objects://" + folder);
    try (AnswerJournal journal = new AnswerJournal(new LakeFiles(configuration), place, "me")) {
      AnswerJournal.await(journal.append(entry(0)));
      assertThat(lines()).hasSize(1);
      List<CompletableFuture<Void>> group =
          IntStream.range(1, 100).mapToObj(i -> journal.append(entry(i))).toList();
      group.forEach(AnswerJournal::await);
      assertThat(lines()).hasSize(100);
    }
    try (Stream<java.nio.file.Path> files = Files.list(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".jsonl")).count())
          .isBetween(2L, 4L);
    }
  }

  @Test
  void aJournalThatWasTakenAwayTellsItsWriter() throws IOException {
    LakeFiles files = new LakeFiles(new Configuration(false));
    try (AnswerJournal journal = new AnswerJournal(files, new Path(folder.toUri()), "me")) {
      AnswerJournal.await(journal.append(entry(0)));
      Files.delete(folder.resolve("me.000000.jsonl"));
      assertThatThrownBy(() -> AnswerJournal.await(journal.append(entry(1))))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("another writer");
    }
  }
}
