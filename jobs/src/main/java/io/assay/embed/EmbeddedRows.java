package io.assay.embed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Rows with their vector appended, in order; reads no further ahead than one buffer. */
final class EmbeddedRows implements Iterator<Row> {
  /** Enough to find texts of like length, few enough to hold in memory for every task. */
  private static final int BUFFER = 8_192;

  private final Iterator<Row> rows;
  private final int textIndex;
  private final Embedder embedder;
  private Iterator<Row> ready = Collections.emptyIterator();

  EmbeddedRows(Iterator<Row> rows, int textIndex, Embedder embedder) {
    this.rows = rows;
    this.textIndex = textIndex;
    this.embedder = embedder;
  }

  @Override
  public boolean hasNext() {
    return ready.hasNext() || rows.hasNext();
  }

  @Override
  public Row next() {
    if (!ready.hasNext()) {
      ready = embedded(buffer()).iterator();
    }
    return ready.next();
  }

  private List<Row> buffer() {
    List<Row> buffer = new ArrayList<>();
    while (rows.hasNext() && buffer.size() < BUFFER) {
      buffer.add(rows.next());
    }
    return buffer;
  }

  private List<Row> embedded(List<Row> buffer) {
    List<@Nullable String> texts = new ArrayList<>();
    buffer.forEach(row -> texts.add(row.getString(textIndex)));
    float[] @Nullable [] vectors = embedder.embed(texts);
    List<Row> result = new ArrayList<>(buffer.size());
    for (int i = 0; i < vectors.length; i++) {
      result.add(with(buffer.get(i), vectors[i]));
    }
    return result;
  }

  private static Row with(Row row, float @Nullable [] vector) {
    @Nullable Object[] values = new Object[row.length() + 1];
    for (int i = 0; i < row.length(); i++) {
      values[i] = row.get(i);
    }
    values[row.length()] = vector;
    return RowFactory.create(values);
  }
}
