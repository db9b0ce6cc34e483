package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.label.Outcome;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** Outcomes as values of a column. */
public final class Outcomes {
  /** {@code status}, {@code label?}, {@code confidence?}, {@code evidence?}. */
  public static final StructType TYPE =
      new StructType()
          .add("status", DataTypes.StringType, false)
          .add("label", DataTypes.StringType, true)
          .add("confidence", DataTypes.DoubleType, true)
          .add("evidence", DataTypes.StringType, true);

  /** In the evidence of an outcome, before the name of the labeler that it was taken from. */
  public static final String STAGE = "stage ";

  private Outcomes() {}

  /** A function of a post's text and hashtag keys that travels to executors. */
  @FunctionalInterface
  public interface OfText extends Serializable {
    /** What the labeler says. */
    Outcome label(String text, List<String> tags);
  }

  /** The outcome column of a function; a post on which it throws counts as failed. */
  public static Column ofText(OfText function) {
    UDF2<String, Seq<String>, Row> guarded =
        (text, tags) -> row(guarded(function, text, CollectionConverters.asJava(tags)));
    return udf(guarded, TYPE).apply(col(PostColumns.TEXT), col(PostColumns.TAGS));
  }

  /** An outcome as a value of {@link #TYPE}. */
  public static Row row(Outcome outcome) {
    @Nullable Object[] values = {
      outcome.status().key(), outcome.label(), outcome.confidence(), outcome.evidence()
    };
    return RowFactory.create(values);
  }

  /** A column's array of floats. */
  static float[] floats(Seq<Float> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.apply(i);
    }
    return floats;
  }

  private static Outcome guarded(OfText function, String text, List<String> tags) {
    try {
      return function.label(text, tags);
    } catch (RuntimeException e) {
      // The message may quote the post; the class is enough to find the fault.
      return Outcome.failed(e.getClass().getSimpleName());
    }
  }
}
