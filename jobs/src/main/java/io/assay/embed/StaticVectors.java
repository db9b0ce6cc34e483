package io.assay.embed;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Vectors that cost so little that each task computes those it needs: none is kept or sent. */
public final class StaticVectors implements Serializable {
  private final ModelSource source;

  /**
   * Vectors by a static embedder.
   *
   * @param source of the model, which each JVM opens once
   */
  StaticVectors(ModelSource source) {
    this.source = source;
  }

  /** Those of an embedder for the tasks of a context; empty if it is a transformer. */
  public static Optional<StaticVectors> of(ModelFiles files, SparkContext context) {
    return files.spec().kind() == EmbedderKind.STATIC
        ? Optional.of(new StaticVectors(ModelSource.of(files, context)))
        : Optional.empty();
  }

  /** The vector of a text, of length 1, or 0 if no token of it is known. */
  public float[] of(String text) {
    return ((StaticEmbedder) SharedEmbedders.get(source)).embed(text);
  }

  Dataset<Row> add(Dataset<Row> rows, String input, String output) {
    UDF1<String, float[]> vector = text -> text == null ? null : of(text);
    return rows.withColumn(
        output,
        udf(vector, DataTypes.createArrayType(DataTypes.FloatType, false)).apply(col(input)));
  }
}
