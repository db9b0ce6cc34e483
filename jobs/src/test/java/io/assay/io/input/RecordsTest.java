package io.assay.io.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.SharedSpark;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedSpark.class)
class RecordsTest {
  private static final Path BROKEN =
      Path.of(System.getProperty("assay.project"), "test-data", "broken");
  private static SparkSession session;

  @TempDir Path root;

  @BeforeAll
  static void open(SparkSession shared) {
    session = shared;
  }

  @Test
  void everyLineOfJsonIsARecordOrHasAReason() {
    assertThat(told(BROKEN.resolve("posts.jsonl")))
        .containsExactly(
            "0 ok1 first good post #fine",
            "116 not-utf8",
            "164 not-json",
            "208 - nobody gave me an id",
            "241 ok1 the same id again",
            "284 blank    ",
            "315 no-text -",
            "333 not-json",
            "370 17 a number for an id is read as text",
            "455 ok2 last good post, without a newline at the end 🎉");
  }

  @Test
  void everyRowOfCsvIsARecordOrHasAReason() {
    assertThat(told(BROKEN.resolve("posts.csv")))
        .containsExactly(
            "-1 not-csv",
            "15 c1 two lines\nin one post",
            "46 c2 a \"quoted\" word",
            "73 not-csv",
            "76 - no id",
            "89 c1 again the same id");
  }

  /** Where the lost rest begins the parser does not tell; the line of the open quote it does. */
  @Test
  void aQuoteThatNeverClosesCostsTheRestOfTheFile() {
    Row lost = read(BROKEN.resolve("posts.csv")).filter("position = -1").first();
    assertThat(lost.<String>getAs("detail"))
        .startsWith("the rest of the file is lost")
        .contains("startline 8");
  }

  @Test
  void aRecordThatCannotBeReadSaysWhatStandsThere() {
    List<Row> rows =
        read(BROKEN.resolve("posts.jsonl")).filter("reason is not null").collectAsList();
    assertThat(rows)
        .extracting(row -> row.<String>getAs("raw"))
        .anySatisfy(
            raw -> assertThat(raw).isEqualTo("{\"id\": \"cut\", \"text\": \"somebody cut this li"));
    assertThat(rows).allSatisfy(row -> assertThat(row.<String>getAs("detail")).isNotEmpty());
    assertThat(rows)
        .allSatisfy(row -> assertThat(row.<String>getAs("source")).endsWith("broken/posts.jsonl"));
  }

  @Test
  void packedFilesTellPlacesInWhatIsUnpacked() throws IOException {
    for (String name : List.of("posts.jsonl", "posts.csv")) {
      Path packed = root.resolve(name + ".gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
        Files.copy(BROKEN.resolve(name), out);
      }
      assertThat(told(packed)).as(name).isEqualTo(told(BROKEN.resolve(name)));
    }
  }

  @Test
  void aPackedFileThatIsCutOffIsNamed() throws IOException {
    for (String name : List.of("posts.jsonl", "posts.csv")) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream out = new GZIPOutputStream(packed)) {
        Files.copy(BROKEN.resolve(name), out);
      }
      for (int length : new int[] {5, packed.size() - 20}) {
        Path cut =
            Files.write(root.resolve(name + ".gz"), Arrays.copyOf(packed.toByteArray(), length));
        assertThatThrownBy(() -> told(cut))
            .as("%s, %d bytes", name, length)
            .rootCause()
            .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> told(cut))
            .hasStackTraceContaining(cut + " cannot be read to its end");
      }
    }
  }

  /**
   * However the file is cut into splits, a line is read once, and its place is that in the file.
   */
  @Test
  void splitsOfAFileLoseAndRepeatNothing() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 400; i++) {
      lines.append("{\"id\": \"%d\", \"text\": \"é %s\"}\r\n".formatted(i, "x".repeat(i % 37)));
    }
    Path file = Files.writeString(root.resolve("many.jsonl"), lines);
    byte[] bytes = Files.readAllBytes(file);
    Configuration hadoop = session.sparkContext().hadoopConfiguration();
    hadoop.setLong("mapreduce.input.fileinputformat.split.maxsize", 1_000);
    try {
      Dataset<Row> read = read(file);
      assertThat(read.javaRDD().getNumPartitions()).isGreaterThan(5);
      List<Row> rows = read.orderBy("position").collectAsList();
      assertThat(rows).hasSize(400);
      for (int i = 0; i < rows.size(); i++) {
        int at = (int) rows.get(i).<Long>getAs("position").longValue();
        String there = new String(bytes, at, 30, StandardCharsets.UTF_8);
        assertThat(there).startsWith("{\"id\": \"%d\"".formatted(i));
        assertThat(rows.get(i).<String>getAs("post_id")).isEqualTo("" + i);
      }
    } finally {
      hadoop.unset("mapreduce.input.fileinputformat.split.maxsize");
    }
  }

  @Test
  void aFolderMixesFormatsAndParquetPlacesAreRowIndices() throws IOException {
    Files.writeString(root.resolve("a.jsonl"), "{\"id\": \"j\", \"text\": \"json\"}\n");
    Files.writeString(root.resolve("b.csv"), "post_id,text\nc,csv\n");
    Dataset<Row> rows =
        session.sql(
            "select * from values (7L, 'first', array(1)), (8L, null, null) as t(id, text, more)");
    rows.coalesce(1).write().mode(SaveMode.Overwrite).parquet(root.resolve("p").toString());
    assertThat(told(root)).containsExactlyInAnyOrder("0 j json", "13 c csv", "0 7 first", "1 8 -");
    assertThat(told(Path.of(root + "/*.{jsonl,csv}")))
        .containsExactlyInAnyOrder("0 j json", "13 c csv");
    Row row = read(root.resolve("p")).filter("post_id = '7'").first();
    assertThat(row.<String>getAs("raw")).isEqualTo("{\"id\":7,\"text\":\"first\",\"more\":[1]}");
  }

  @Test
  void namesOfFilesMayHoldAnything() throws IOException {
    Files.writeString(root.resolve("a,b [1] {c}.jsonl"), "{\"id\": \"j\", \"text\": \"json\"}\n");
    Files.writeString(root.resolve("a,b [1] {c}.csv"), "post_id,text\nc,csv\n");
    Path parquet = Files.createDirectory(root.resolve("p"));
    session
        .sql("select 'p' as id, 'parquet' as text")
        .coalesce(1)
        .write()
        .mode("overwrite")
        .parquet(parquet.toString());
    Path odd = root.resolve("a,b [1] {c} 100%.parquet");
    try (var files = Files.list(parquet)) {
      Files.move(files.filter(f -> f.toString().endsWith(".parquet")).findFirst().get(), odd);
    }
    assertThat(told(root)).containsExactlyInAnyOrder("0 j json", "13 c csv", "0 p parquet");
    assertThat(read(root).filter("post_id = 'p'").first().<String>getAs("source"))
        .isEqualTo("file:" + odd);
  }

  /** Files that differ in their columns, or in their types, are read together all the same. */
  @Test
  void parquetFilesOfDifferentColumns() {
    String folder = root.resolve("p").toString();
    session.sql("select 1 as id, 'one' as text").write().mode("append").parquet(folder);
    session.sql("select '2' as id, 'two' as text").write().mode("append").parquet(folder);
    session.sql("select 'three' as text, 3L as post_id").write().mode("append").parquet(folder);
    session.sql("select 4 as id, 'four' as text").write().mode("append").parquet(folder);
    assertThat(told(Path.of(folder)))
        .containsExactlyInAnyOrder("0 1 one", "0 2 two", "0 3 three", "0 4 four");
  }

  @Test
  void aParquetFileThatIsNotWholeIsNamed() throws IOException {
    Path bad = Files.write(root.resolve("bad.parquet"), new byte[100]);
    assertThatThrownBy(() -> read(bad))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessageContaining(bad + " cannot be read as a whole Parquet file");
  }

  @Test
  void theLargestPieceIsWhatOnlyOneTaskCanRead() throws IOException {
    Files.writeString(root.resolve("a.jsonl"), "{}\n".repeat(1_000));
    assertThat(records(root).largestPiece()).as("lines can be cut anywhere").isZero();
    Files.writeString(root.resolve("b.csv"), "id,text\n");
    assertThat(records(root).largestPiece()).isEqualTo(8);
    session.range(1_000).write().mode("overwrite").parquet(root.resolve("p").toString());
    assertThat(records(root).largestPiece()).isGreaterThan(500);
  }

  @Test
  void hardCases() throws IOException {
    Path jsonl =
        Files.writeString(
            root.resolve("hard.jsonl"),
            String.join(
                "\n",
                "\uFEFF{\"id\": \"bom\", \"text\": \"t\"}",
                "{\"id\": \"twice\", \"id\": \"twice\", \"text\": \"t\"}",
                "{\"id\": \"list\", \"text\": [\"a\"]}",
                "{\"id\": \"more\", \"text\": \"t\"} {}",
                "\"" + "y".repeat(3_000)));
    assertThat(told(jsonl))
        .containsExactly(
            "0 bom t", "30 not-json", "74 list [\"a\"]", "104 not-json", "135 not-json");
    assertThat(read(jsonl).orderBy("position").collectAsList().get(4).<String>getAs("raw"))
        .hasSize(2_000);
    Path csv =
        Files.write(
            root.resolve("hard.csv"),
            "\u00EF\u00BB\u00BFid,text\r\n\r\nx,caf\u00E9\r\ny,caf\u00C3\u00A9\r\nz,,\r\n"
                .getBytes(StandardCharsets.ISO_8859_1));
    assertThat(told(csv)).containsExactly("14 not-utf8", "22 y café", "31 not-csv");
    assertThat(told(Files.writeString(root.resolve("empty.csv"), ""))).isEmpty();
    assertThat(told(Files.writeString(root.resolve("empty.jsonl"), "\n \n"))).isEmpty();
  }

  /** One line a record, in the order of the file: its place, then its reason or its fields. */
  private static List<String> told(Path path) {
    return read(path).orderBy("source", "position").collectAsList().stream()
        .map(
            row ->
                row.getAs("position")
                    + " "
                    + (row.isNullAt(2)
                        ? field(row, "post_id") + " " + field(row, "text")
                        : row.getString(2)))
        .toList();
  }

  private static String field(Row row, String name) {
    String value = row.getAs(name);
    return value == null ? "-" : value;
  }

  private static Dataset<Row> read(Path path) {
    return records(path).read();
  }

  private static Records records(Path path) {
    InputFiles files =
        InputFiles.find(List.of(path.toString()), session.sparkContext().hadoopConfiguration());
    List<String> columns = Arrays.asList("post_id", "text");
    return new Records(session, files, columns, Map.of("post_id", List.of("id", "post_id")));
  }
}
