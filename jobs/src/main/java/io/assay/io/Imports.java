package io.assay.io;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.StructType;

/**
 * Labels made elsewhere, kept in the store: {@code imports/<task>/<use>/<name>/<number>-<digest>/}.
 * An import is added as a whole or not at all and never changed; of two that speak of the same post
 * the later one counts.
 */
public final class Imports {
  private static final String ORDER = "import_number";

  /** What imported rows are, and their columns. */
  public enum Use {
    /** A labeler's labels. */
    PREDICTIONS(Imports.LABELS, "post_id"),
    /** An LLM's answers. */
    LLM(Imports.LABELS, "post_id"),
    /** Labels by people; each annotator has one of a post. */
    GOLD(
        Table.columns("post_id", "label", "annotator?", "source?", "split?"),
        "post_id",
        "annotator"),
    /** Posts that somebody looked at to learn from them; they must never be scored. */
    INSPECTED(Table.columns("post_id"), "post_id");

    @SuppressWarnings("Immutable") // made by List.of
    private final List<String> key;

    @SuppressWarnings("Immutable") // a StructType never changes, it only does not say so
    private final StructType schema;

    Use(StructType schema, String... key) {
      this.schema = schema;
      this.key = List.of(key);
    }

    /** The folder's name. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Columns in order. */
    public StructType schema() {
      return schema;
    }
  }

  /** One label of a post; money in dollars, unknown where null. */
  private static final StructType LABELS =
      Table.columns(
          "post_id",
          "status",
          "label?",
          "confidence? double",
          "input_tokens? int",
          "output_tokens? int",
          "usd? double");

  private final LakeFiles files;
  private final Path root;

  public Imports(LakeFiles files, Lake lake, String task) {
    this.files = files;
    this.root = new Path(lake.store(), "imports/" + task);
  }

  /** The names with imports of a use, for example the labelers, in their order. */
  public List<String> names(Use use) {
    return children(new Path(root, use.key()));
  }

  /** What identifies the imports of a use: the same while none is added. */
  public List<String> version(Use use) {
    List<String> version = new ArrayList<>();
    for (String name : names(use)) {
      children(folder(use, name)).forEach(one -> version.add(name + "/" + one));
    }
    return version;
  }

  /** The rows of a name, each post's (or annotator's) last; none if nothing was imported. */
  public Dataset<Row> read(SparkSession session, Use use, String name) {
    Dataset<Row> all = session.createDataFrame(List.of(), use.schema()).withColumn(ORDER, lit(0));
    List<String> parts = children(folder(use, name));
    for (int i = 0; i < parts.size(); i++) {
      String path = new Path(folder(use, name), parts.get(i)).toString();
      all = all.union(session.read().schema(use.schema()).parquet(path).withColumn(ORDER, lit(i)));
    }
    Column[] key = use.key.stream().map(column -> col(column)).toArray(Column[]::new);
    return all.withColumn(
            "place", row_number().over(Window.partitionBy(key).orderBy(col(ORDER).desc())))
        .filter(col("place").equalTo(1))
        .drop("place", ORDER);
  }

  /**
   * Adds rows.
   *
   * @param digest identifies their content
   * @return false if the same content was imported before, and nothing was done
   */
  public boolean add(Use use, String name, Dataset<Row> rows, String digest) {
    Optional<String> same =
        children(folder(use, name)).stream().filter(one -> one.endsWith("-" + digest)).findAny();
    if (same.isPresent()) {
      return false;
    }
    Path staged = new Path(root, "_" + digest);
    Column[] columns =
        Arrays.stream(use.schema().fields())
            .map(field -> col(field.name()).cast(field.dataType()))
            .toArray(Column[]::new);
    try {
      rows.select(columns).coalesce(1).write().mode(SaveMode.Overwrite).parquet(staged.toString());
      int number = children(folder(use, name)).size() + 1;
      String part = String.format(Locale.ROOT, "%04d-%s", number, digest);
      files.move(staged, new Path(folder(use, name), part));
    } finally {
      files.delete(staged);
    }
    return true;
  }

  private Path folder(Use use, String name) {
    return new Path(root, use.key() + "/" + name);
  }

  private List<String> children(Path folder) {
    try {
      return files.exists(folder)
          ? Arrays.stream(files.system(folder).listStatus(folder))
              .filter(FileStatus::isDirectory)
              .map(status -> status.getPath().getName())
              .sorted()
              .toList()
          : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
