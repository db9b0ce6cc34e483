package io.assay.io;

import io.assay.io.InputFiles.Format;
import io.assay.io.InputFiles.InputFile;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * Input files as one table of text columns with the place of each record. A record that cannot be
 * read has a reason instead of columns; nothing is dropped.
 */
public final class Records {
  /** The columns that come before those asked for. */
  private static final StructType PLACE =
      Table.columns("source", "position long", "reason?", "detail", "raw");

  private final SparkSession session;
  private final InputFiles files;
  private final List<String> columns;
  private final Map<String, List<String>> names;

  /**
   * Prepares to read.
   *
   * @param columns wanted, in this order
   * @param names column to the names under which it may stand in a file, the first that is there
   *     counts; a column that is not listed has its own name
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
  }

  /**
   * Columns {@code source, position, reason?, detail, raw}, then those asked for, as nullable text.
   */
  public Dataset<Row> read() {
    List<JavaRDD<Row>> parts = new ArrayList<>();
    files.of(Format.JSONL).forEach(file -> parts.add(json(file)));
    if (!files.of(Format.CSV).isEmpty()) {
      parts.add(csv(files.of(Format.CSV)));
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    Dataset<Row> texts = session.createDataFrame(union(context, parts), schema());
    return files.of(Format.PARQUET).stream().map(this::parquet).reduce(texts, Dataset::union);
  }

  private static JavaRDD<Row> union(JavaSparkContext context, List<JavaRDD<Row>> parts) {
    return switch (parts.size()) {
      case 0 -> context.emptyRDD();
      case 1 -> parts.get(0);
      default -> context.union(parts.toArray(Records::newArray));
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no arrays of a parameterised type
  private static JavaRDD<Row>[] newArray(int size) {
    return new JavaRDD[size];
  }

  private JavaRDD<Row> json(InputFile file) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    Configuration configuration = new Configuration(session.sparkContext().hadoopConfiguration());
    var lines =
        (JavaNewHadoopRDD<LongWritable, Text>)
            context.newAPIHadoopFile(
                file.path().toString(),
                TextInputFormat.class,
                LongWritable.class,
                Text.class,
                configuration);
    List<List<String>> wanted = wanted();
    return lines.mapPartitionsWithInputSplit(
        (split, iterator) -> {
          String source = ((FileSplit) split).getPath().toString();
          return stream(iterator)
              .filter(line -> !blank(line._2()))
              .map(line -> json(source, line))
              .map(record -> row(record, wanted))
              .iterator();
        },
        false);
  }

  /** A CSV file is one task: where its records begin is known only from its first byte on. */
  private JavaRDD<Row> csv(List<InputFile> csvFiles) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    String paths = String.join(",", csvFiles.stream().map(f -> f.path().toString()).toList());
    List<List<String>> wanted = wanted();
    return context
        .binaryFiles(paths)
        .flatMap(
            file -> {
              InputStream bytes = file._2().open();
              InputStream plain = file._1().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
              return stream(new CsvRecords(file._1(), plain)).map(r -> row(r, wanted)).iterator();
            });
  }

  private Dataset<Row> parquet(InputFile file) {
    Dataset<Row> data = session.read().parquet(file.path().toString());
    List<String> present = Arrays.asList(data.columns());
    List<Column> selected =
        new ArrayList<>(
            List.of(
                functions.lit(file.path().toString()).as("source"),
                functions.col("_metadata.row_index").as("position"),
                functions.lit(null).cast(DataTypes.StringType).as("reason"),
                functions.lit("").as("detail"),
                functions.substring(functions.to_json(functions.struct("*")), 1, 2_000).as("raw")));
    for (String column : columns) {
      String name = candidates(column).stream().filter(present::contains).findFirst().orElse(null);
      selected.add(
          (name == null ? functions.lit(null) : functions.col(name))
              .cast(DataTypes.StringType)
              .as(column));
    }
    return data.select(selected.toArray(Column[]::new));
  }

  private List<String> candidates(String column) {
    return names.getOrDefault(column, List.of(column));
  }

  private List<List<String>> wanted() {
    return columns.stream().map(this::candidates).toList();
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

  private static Row row(RawRecord record, List<List<String>> wanted) {
    @Nullable Object[] values = new @Nullable Object[5 + wanted.size()];
    values[0] = record.source();
    values[1] = record.position();
    values[2] = record.reason();
    values[3] = record.detail();
    values[4] = record.raw();
    Map<String, @Nullable String> fields = record.fields();
    for (int i = 0; fields != null && i < wanted.size(); i++) {
      values[5 + i] =
          wanted.get(i).stream()
              .filter(fields::containsKey)
              .findFirst()
              .map(fields::get)
              .orElse(null);
    }
    return RowFactory.create(values);
  }

  private StructType schema() {
    StructType schema = PLACE;
    for (String column : columns) {
      schema = schema.add(column, DataTypes.StringType, true);
    }
    return schema;
  }
}
