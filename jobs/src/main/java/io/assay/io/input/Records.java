package io.assay.io.input;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.input.InputFiles.Format;
import io.assay.io.input.InputFiles.InputFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.IOUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;
import scala.Tuple2;

/**
 * Input files as one table of text columns with the place of each record. A record that cannot be
 * read has a reason instead of columns; nothing is dropped.
 */
public final class Records {
  private final SparkSession session;
  private final InputFiles files;
  private final List<String> columns;
  private final Map<String, List<String>> names;
  private final List<ParquetFooter> parquet;

  /**
   * Prepares to read.
   *
   * @param columns wanted, in this order
   * @param names column to the names under which it may stand in a file, the first that is there
   *     counts; a column that is not listed has its own name
   * @throws AssayException {@link ExitCode#USAGE} if a Parquet file is not whole
   */
  public Records(
      SparkSession session,
      InputFiles files,
      List<String> columns,
      Map<String, List<String>> names) {
    this.session = session;
    this.files = files;
    this.columns = columns;
    this.names = names;
    this.parquet =
        ParquetFooter.of(files.of(Format.PARQUET), session.sparkContext().hadoopConfiguration());
  }

  /**
   * Columns {@code source, position, reason?, detail, raw}, then those asked for, as nullable text.
   */
  public Dataset<Row> read() {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    JavaRDD<Row> lines = json(context).union(csv(context));
    Dataset<Row> texts = session.createDataFrame(lines, schema());
    return ParquetRecords.read(session, parquet, schema(), this::names).stream()
        .reduce(texts, Dataset::union);
  }

  /** Bytes of the largest piece of the files that only one task can read. */
  public long largestPiece() {
    return Math.max(
        parquet.stream().mapToLong(ParquetFooter::largestGroup).max().orElse(0),
        files.files().stream()
            .filter(file -> !file.isSplittable())
            .mapToLong(InputFile::bytes)
            .max()
            .orElse(0));
  }

  private JavaRDD<Row> json(JavaSparkContext context) {
    if (files.of(Format.JSONL).isEmpty()) {
      return context.emptyRDD();
    }
    var lines =
        (JavaNewHadoopRDD<LongWritable, Text>)
            context.newAPIHadoopRDD(
                input(files.of(Format.JSONL), context.hadoopConfiguration()),
                TextInputFormat.class,
                LongWritable.class,
                Text.class);
    List<List<String>> wanted = wanted();
    return lines.mapPartitionsWithInputSplit(
        (split, iterator) -> {
          String source = ((FileSplit) split).getPath().toString();
          return stream(new WholeFile<>(source, iterator))
              .filter(line -> !blank(line._2()))
              .map(line -> json(source, line).row(wanted))
              .iterator();
        },
        false);
  }

  private static Configuration input(List<InputFile> files, Configuration configuration) {
    try {
      Job job = Job.getInstance(configuration);
      for (InputFile file : files) {
        FileInputFormat.addInputPath(job, new Path(file.asGlob()));
      }
      return job.getConfiguration();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A CSV file is one task: where its records begin is known only from its first byte on. */
  private JavaRDD<Row> csv(JavaSparkContext context) {
    List<String> paths = files.of(Format.CSV).stream().map(file -> file.path().toString()).toList();
    if (paths.isEmpty()) {
      return context.emptyRDD();
    }
    var configuration = new SerializableConfiguration(context.hadoopConfiguration());
    List<List<String>> wanted = wanted();
    return context
        .parallelize(paths, paths.size())
        .flatMap(
            path -> {
              Iterator<RawRecord> records = csv(path, configuration.value());
              return stream(new WholeFile<>(path, records)).map(r -> r.row(wanted)).iterator();
            });
  }

  private static Iterator<RawRecord> csv(String path, Configuration configuration) {
    try {
      return new CsvRecords(path, open(new Path(path), configuration));
    } catch (IOException | UncheckedIOException e) {
      throw WholeFile.named(path, e);
    }
  }

  /** Unpacked, and closed when the task ends. */
  private static InputStream open(Path file, Configuration configuration) throws IOException {
    InputStream bytes = file.getFileSystem(configuration).open(file);
    TaskContext.get().addTaskCompletionListener((TaskContext task) -> IOUtils.closeQuietly(bytes));
    return InputFiles.isPacked(file) ? new GZIPInputStream(bytes) : bytes;
  }

  private List<String> names(String column) {
    return names.getOrDefault(column, List.of(column));
  }

  private List<List<String>> wanted() {
    return columns.stream().map(this::names).toList();
  }

  private static <T> Stream<T> stream(Iterator<T> iterator) {
    Iterable<T> once = () -> iterator;
    return StreamSupport.stream(once.spliterator(), false);
  }

  private static RawRecord json(String source, Tuple2<LongWritable, Text> line) {
    return JsonRecords.parse(source, line._1().get(), line._2().getBytes(), line._2().getLength());
  }

  private static boolean blank(Text line) {
    for (int i = 0; i < line.getLength(); i++) {
      if (line.getBytes()[i] > ' ' || line.getBytes()[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private StructType schema() {
    StructType schema = RawRecord.PLACE;
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType, true);
    }
    return schema;
  }
}
