package io.assay.job.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.translate;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * What is known of a post before any prediction, as strata and slices name it: {@code
 * has_hashtag=true|length=short}.
 */
public final class PostFeatures {
  private static final int SHORT = 40;
  private static final int MEDIUM = 100;

  private PostFeatures() {}

  /**
   * The stratum of a post by these features, in their order; empty without features.
   *
   * @param features {@code has_hashtag}, {@code length} or columns of the posts
   */
  public static Column stratum(List<String> features) {
    return concat_ws(
        "|",
        features.stream().map(name -> concat(lit(name + "="), value(name))).toArray(Column[]::new));
  }

  private static Column value(String feature) {
    return switch (feature) {
      case "has_hashtag" -> {
        UDF1<String, Boolean> tagged = text -> !io.assay.post.Hashtags.extract(text).isEmpty();
        yield udf(tagged, DataTypes.BooleanType).apply(col("text")).cast("string");
      }
      case "length" -> {
        Column letters = length(col("text"));
        yield when(letters.leq(SHORT), "short")
            .when(letters.leq(MEDIUM), "medium")
            .otherwise("long");
      }
      default -> translate(coalesce(col(feature).cast("string"), lit("unknown")), "|", "_");
    };
  }
}
