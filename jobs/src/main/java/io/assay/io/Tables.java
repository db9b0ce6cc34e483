package io.assay.io;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetOutputFormat;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Reads a run's tables when the manifest calls them complete, and stages new ones. */
public final class Tables {
  /** Parquet would try a dictionary of them, at some cost, and give it up again. */
  private static final List<String> NEARLY_UNIQUE = List.of("post_id", "text", "text_hash");

  private static final long MANY_FILES = 400;
  private static final long SMALL_FILE = 1L << 20;

  private final SparkSession session;
  private final RunFolder run;
  private final Map<String, Long> staged = new LinkedHashMap<>();

  public Tables(SparkSession session, RunFolder run) {
    this.session = session;
    this.run = run;
  }

  /**
   * A complete table, with the columns of its schema.
   *
   * @throws AssayException {@link ExitCode#NOT_READY}, naming the command that makes it, if it is
   *     not there
   */
  public Dataset<Row> read(Table table) {
    run.require(table);
    return session.read().schema(table.schema()).parquet(run.published(table.path()).toString());
  }

  /** All posts, with the columns that the task names besides. */
  public Dataset<Row> readPosts() {
    run.require(Table.POSTS);
    return load(Table.POSTS, run.published(Table.POSTS.path()).toString());
  }

  /** Files of a complete table, by names that no other content gets. */
  public List<String> files(Table table) {
    run.require(table);
    return run.files().below(run.published(table.path()));
  }

  /**
   * Some files of a complete table.
   *
   * @param files as {@link #files} names them
   */
  public Dataset<Row> read(Table table, List<String> files) {
    Dataset<Row> all = read(table);
    String folder = run.published(table.path()) + "/";
    return files.isEmpty()
        ? all.limit(0)
        : session
            .read()
            .schema(table.schema())
            .parquet(files.stream().map(folder::concat).toArray(String[]::new));
  }

  /**
   * Rows in some files of a complete table.
   *
   * @param files as {@link #files} names them
   */
  public long rows(Table table, List<String> files) {
    run.require(table);
    return rows(run.published(table.path()), files);
  }

  /** A table of another run, or of this one whether complete or not, as its files are. */
  public Dataset<Row> of(RunFolder other, Table table) {
    return load(table, other.published(table.path()).toString());
  }

  /** The same table as this step has just staged it. */
  public Dataset<Row> readStaged(Table table) {
    return load(table, run.staged(table.path()).toString());
  }

  /**
   * Stages a table for publication at the end of the step.
   *
   * @param data has at least the table's columns; those not in the schema are kept by {@link
   *     Table#POSTS} alone
   * @return rows written
   */
  public long write(Table table, Dataset<Row> data) {
    stage(table, data);
    return counted(table);
  }

  /**
   * Stages the rows of another run and more. Its files are copied as they are, unless they have
   * become many small ones.
   *
   * @return rows written
   */
  public long extend(Table table, RunFolder other, Dataset<Row> more) {
    LakeFiles files = run.files();
    Path from = other.published(table.path());
    LakeFiles.Listing there = files.list(from);
    if (there.files() > MANY_FILES && there.bytes() < SMALL_FILE * there.files()) {
      Dataset<Row> rows = of(other, table);
      return write(
          table, rows.select(columns(table, rows)).unionByName(more.select(columns(table, more))));
    }
    stage(table, more);
    Path to = run.staged(table.path());
    JavaSparkContext.fromSparkContext(session.sparkContext())
        .parallelize(files.below(from))
        .foreach(name -> files.copy(new Path(from, name), new Path(to, name)));
    return counted(table);
  }

  /** A table from rows that the driver holds: counts, evaluation, costs. */
  public long write(Table table, List<Row> rows) {
    stage(table, session.createDataFrame(rows, table.schema()).coalesce(1));
    staged.put(table.path(), (long) rows.size());
    return rows.size();
  }

  private long counted(Table table) {
    Path folder = run.staged(table.path());
    long rows = rows(folder, run.files().below(folder));
    staged.put(table.path(), rows);
    return rows;
  }

  private long rows(Path folder, List<String> files) {
    return ParquetRows.of(
        files.stream().map(name -> new Path(folder, name)).toList(),
        session.sparkContext().hadoopConfiguration());
  }

  private void stage(Table table, Dataset<Row> data) {
    String path = run.staged(table.path()).toString();
    DataFrameWriter<Row> writer =
        data.select(columns(table, data)).write().mode(SaveMode.Overwrite);
    for (String column : NEARLY_UNIQUE) {
      writer.option("parquet.enable.dictionary#" + column, false);
    }
    if (table == Table.POSTS) {
      // Small row groups: each is read by one task, and all work on texts hangs on these files.
      writer.option(ParquetOutputFormat.BLOCK_SIZE, 32L << 20);
    }
    writer.partitionBy(table.partitionColumns().toArray(String[]::new)).parquet(path);
  }

  /** Computes every row and keeps none, to be timed. */
  public void compute(Dataset<Row> data) {
    data.write().format("noop").mode(SaveMode.Overwrite).save();
  }

  /** Notes an output that the step staged by itself, such as a model or a page. */
  public void staged(String output, long things) {
    staged.put(output, things);
  }

  /** What was staged: name to rows. */
  public Map<String, Long> staged() {
    return staged;
  }

  private Dataset<Row> load(Table table, String path) {
    if (table == Table.POSTS) {
      return session.read().parquet(path);
    }
    return session.read().schema(table.schema()).parquet(path);
  }

  private static Column[] columns(Table table, Dataset<Row> data) {
    List<Column> columns = new ArrayList<>();
    for (StructField field : table.schema().fields()) {
      columns.add(functions.col(field.name()).cast(field.dataType()));
    }
    if (table == Table.POSTS) {
      StructType schema = table.schema();
      List<String> known = Arrays.asList(schema.fieldNames());
      Arrays.stream(data.columns())
          .filter(name -> !known.contains(name))
          .forEach(name -> columns.add(functions.col(name)));
    }
    return columns.toArray(Column[]::new);
  }
}
