package io.assay.io.input;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Rows of Parquet files as records. Files with the same columns are read together. */
final class ParquetRecords {
  private ParquetRecords() {}

  /**
   * A dataset for each set of columns that the files have.
   *
   * @param records columns of what comes out, which begin with {@link RawRecord#PLACE}
   * @param names under which a column may stand in a file, the first that is there counts
   */
  static List<Dataset<Row>> read(
      SparkSession session,
      List<ParquetFooter> files,
      StructType records,
      Function<String, List<String>> names) {
    return files.stream()
        .collect(Collectors.groupingBy(ParquetFooter::columns, TreeMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(alike -> session.read().parquet(paths(alike)))
        .map(data -> records(data, records, names))
        .toList();
  }

  private static String[] paths(List<ParquetFooter> files) {
    return files.stream().map(footer -> footer.file().asGlob()).toArray(String[]::new);
  }

  private static Dataset<Row> records(
      Dataset<Row> data, StructType records, Function<String, List<String>> names) {
    List<String> present = Arrays.asList(data.columns());
    Column raw = substring(to_json(struct("*")), 1, RawRecord.LENGTH);
    List<Column> columns =
        new ArrayList<>(List.of(source(), col("_metadata.row_index"), lit(null), lit(""), raw));
    Arrays.stream(records.fieldNames())
        .skip(columns.size())
        .forEach(column -> columns.add(first(names.apply(column), present)));
    for (int i = 0; i < columns.size(); i++) {
      StructField field = records.fields()[i];
      columns.set(i, columns.get(i).cast(field.dataType()).as(field.name()));
    }
    return data.select(columns.toArray(Column[]::new));
  }

  private static Column first(List<String> names, List<String> present) {
    return names.stream()
        .filter(present::contains)
        .findFirst()
        .map(name -> col("`" + name.replace("`", "``") + "`"))
        .orElse(lit(null));
  }

  /** The file as Hadoop writes its path; Spark tells it as a URI. */
  private static Column source() {
    UDF1<String, String> path = uri -> new Path(URI.create(uri)).toString();
    return udf(path, DataTypes.StringType).apply(col("_metadata.file_path"));
  }
}
