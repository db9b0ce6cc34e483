package io.assay.io;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/**
 * Tables of a run that fit into one process, such as counts and costs, read without a Spark
 * session: in a second instead of ten.
 */
public final class SmallTables {
  private final RunFolder run;

  public SmallTables(RunFolder run) {
    this.run = run;
  }

  /**
   * A complete table in the order in which it was written: column to value, null where it has none.
   * Texts, whole and real numbers, truth values and decimals are read.
   *
   * @throws AssayException {@link ExitCode#NOT_READY}, naming the command that makes it, if it is
   *     not there
   */
  public List<Map<String, @Nullable Object>> read(Table table) {
    run.require(table);
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (Path file : files(run.published(table.path()))) {
      read(file, table, rows);
    }
    return rows;
  }

  private List<Path> files(Path folder) {
    try {
      return Arrays.stream(run.files().system(folder).listStatus(folder))
          .map(FileStatus::getPath)
          .filter(file -> file.getName().endsWith(".parquet"))
          .sorted(Comparator.comparing(Path::getName))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Path file, Table table, List<Map<String, @Nullable Object>> rows) {
    try (ParquetReader<Group> reader =
        ParquetReader.builder(new GroupReadSupport(), file)
            .withConf(run.files().configuration())
            .build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(values(row, table));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, @Nullable Object> values(Group row, Table table) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (StructField field : table.schema().fields()) {
      boolean absent = row.getFieldRepetitionCount(field.name()) == 0;
      values.put(field.name(), absent ? null : value(row, field.name(), field.dataType()));
    }
    return values;
  }

  private static Object value(Group row, String name, DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return row.getString(name, 0);
    }
    if (type.equals(DataTypes.LongType)) {
      return row.getLong(name, 0);
    }
    if (type.equals(DataTypes.IntegerType)) {
      return row.getInteger(name, 0);
    }
    if (type.equals(DataTypes.DoubleType)) {
      return row.getDouble(name, 0);
    }
    if (type.equals(DataTypes.BooleanType)) {
      return row.getBoolean(name, 0);
    }
    if (type instanceof DecimalType decimal) {
      BigInteger unscaled = new BigInteger(row.getBinary(name, 0).getBytes());
      return new BigDecimal(unscaled, decimal.scale());
    }
    throw new IllegalArgumentException("column " + name + " is of type " + type.simpleString());
  }
}
