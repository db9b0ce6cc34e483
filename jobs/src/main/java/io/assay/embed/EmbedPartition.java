package io.assay.embed;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * The work of one task.
 *
 * @param textIndex of the text in a row
 */
record EmbedPartition(ModelSource source, int textIndex)
    implements MapPartitionsFunction<Row, Row> {
  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return rows.hasNext() ? new EmbeddedRows(rows, textIndex, SharedEmbedders.get(source)) : rows;
  }
}
