package io.assay.embed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Static vectors cost so little that each row computes its own: none is kept or sent. */
final class StaticVectors {
  private StaticVectors() {}

  static Dataset<Row> add(Dataset<Row> rows, ModelSource source, String input, String output) {
    UDF1<String, float[]> vector =
        text -> text == null ? null : ((StaticEmbedder) SharedEmbedders.get(source)).embed(text);
    return rows.withColumn(
        output,
        udf(vector, DataTypes.createArrayType(DataTypes.FloatType, false)).apply(col(input)));
  }
}
