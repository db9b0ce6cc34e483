package io.assay.io;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Records of the pure part as rows and back. A component {@code sumW2} is the column {@code
 * sum_w2}; components stand in the order of the columns. For tables that the driver may hold.
 */
public final class RecordRows {
  private RecordRows() {}

  /** One row a record. */
  public static List<Row> of(List<? extends Record> records) {
    return records.stream().map(RecordRows::row).toList();
  }

  /** One record a row. */
  public static <R extends Record> List<R> read(Dataset<Row> table, Class<R> type) {
    Constructor<R> constructor = constructor(type);
    List<R> records = new ArrayList<>();
    for (Row row : table.collectAsList()) {
      records.add(record(column -> value(row, column), type, constructor));
    }
    return records;
  }

  /** One record a row that was read without Spark: column to value. */
  public static <R extends Record> List<R> read(
      List<Map<String, @Nullable Object>> rows, Class<R> type) {
    Constructor<R> constructor = constructor(type);
    return rows.stream().map(row -> record(row::get, type, constructor)).toList();
  }

  private static Row row(Record record) {
    RecordComponent[] components = record.getClass().getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      Object value = reflect(components[i], record);
      values[i] = value instanceof List<?> list ? list.toArray(String[]::new) : value;
    }
    return RowFactory.create(values);
  }

  private static <R extends Record> R record(
      Function<String, @Nullable Object> columns, Class<R> type, Constructor<R> constructor) {
    @Nullable Object[] values =
        Arrays.stream(type.getRecordComponents())
            .map(component -> columns.apply(column(component.getName())))
            .toArray();
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a row of " + type.getSimpleName(), e);
    }
  }

  private static @Nullable Object value(Row row, String column) {
    Object value = row.get(row.fieldIndex(column));
    return value instanceof scala.collection.Seq<?> ? row.getList(row.fieldIndex(column)) : value;
  }

  private static @Nullable Object reflect(RecordComponent component, Record record) {
    try {
      var accessor = component.getAccessor();
      accessor.setAccessible(true);
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("component " + component.getName(), e);
    }
  }

  private static <R extends Record> Constructor<R> constructor(Class<R> type) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String column(String component) {
    return component.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
