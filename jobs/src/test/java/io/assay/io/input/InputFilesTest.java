package io.assay.io.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.input.InputFiles.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFilesTest {
  private static final Configuration CONFIGURATION = new Configuration();

  @TempDir Path root;

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(root.resolve("day/_temporary"));
    for (String name :
        List.of(
            "b.jsonl",
            "a.CSV",
            "day/c.ndjson.gz",
            "day/d.json",
            "day/e.parquet",
            "day/f.csv.gz",
            "day/_SUCCESS",
            "day/.hidden.jsonl",
            "day/_temporary/half.jsonl")) {
      Files.writeString(root.resolve(name), name);
    }
  }

  @Test
  void aFolderIsWhatIsBelowItWithoutMarkersAndTemporaries() {
    InputFiles files = find("");
    assertThat(names(files))
        .containsExactly("a.CSV", "b.jsonl", "c.ndjson.gz", "d.json", "e.parquet", "f.csv.gz");
    assertThat(names(new InputFiles(files.of(Format.JSONL))))
        .containsExactly("b.jsonl", "c.ndjson.gz", "d.json");
    assertThat(files.of(Format.CSV)).hasSize(2);
    assertThat(files.of(Format.PARQUET)).hasSize(1);
    assertThat(files.files().get(1).bytes()).isEqualTo("b.jsonl".length());
  }

  @Test
  void aFileIsCalledByItsNameAndAPartLikeItsFolder() {
    assertThat(InputFiles.title("file:/day/gpt-4o.v2.csv.gz")).isEqualTo("gpt-4o.v2");
    assertThat(InputFiles.title("hdfs://h/day/Vendor.JSONL")).isEqualTo("Vendor");
    assertThat(InputFiles.title("/day/gpt.parquet/part-0000-ab.c000.zstd.parquet"))
        .isEqualTo("gpt");
    assertThat(names(find("").titled("c"))).containsExactly("c.ndjson.gz");
  }

  @Test
  void filesAndGlobsCombineSortedByPath() {
    assertThat(names(find("day/*.gz", "a.CSV")))
        .containsExactly("a.CSV", "c.ndjson.gz", "f.csv.gz");
    assertThat(InputFiles.find(List.of(), CONFIGURATION).files()).isEmpty();
  }

  @Test
  void whatIsNotThereIsNamed() {
    for (String missing : List.of("nothing.jsonl", "day/*.xml", "day/_temporary")) {
      assertThatThrownBy(() -> find("b.jsonl", missing))
          .isInstanceOfSatisfying(
              AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.NOT_READY))
          .hasMessageContaining(missing);
    }
  }

  @Test
  void anUnknownEndingIsNamedWithThoseThatAreKnown() throws IOException {
    Files.writeString(root.resolve("day/readme.txt"), "");
    assertThatThrownBy(() -> find("day"))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContainingAll("readme.txt", ".jsonl", ".csv", ".gz", ".parquet");
  }

  @Test
  void theDigestFollowsNamesAndContent() throws IOException {
    String before = InputDigest.of(find("day"), CONFIGURATION);
    assertThat(InputDigest.of(find("day"), CONFIGURATION)).isEqualTo(before).hasSize(32);
    Files.writeString(root.resolve("day/d.json"), "D.json");
    String changed = InputDigest.of(find("day"), CONFIGURATION);
    assertThat(changed).as("same length").isNotEqualTo(before);
    Files.move(root.resolve("day/d.json"), root.resolve("day/z.json"));
    assertThat(InputDigest.of(find("day"), CONFIGURATION)).isNotIn(before, changed);
  }

  private InputFiles find(String... below) {
    List<String> paths =
        java.util.Arrays.stream(below).map(name -> root.resolve(name).toString()).toList();
    return InputFiles.find(paths, CONFIGURATION);
  }

  private static List<String> names(InputFiles files) {
    return files.files().stream().map(f -> f.path().getName()).toList();
  }
}
