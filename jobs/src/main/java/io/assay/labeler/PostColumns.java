package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.Task;
import io.assay.post.Hashtag;
import io.assay.post.Hashtags;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/** Columns of the posts that labelers see. */
public final class PostColumns {
  /** String. */
  public static final String ID = "post_id";

  /** String, without hashtags that gold came from. */
  public static final String TEXT = "text";

  /** Array of strings: hashtag keys in order, never null. */
  public static final String TAGS = "tags";

  /** Array of floats of length 1 or 0, by the labeler's embedder; there only if it needs it. */
  public static final String VECTOR = "vector";

  /** String, the label by people; when learning only. */
  public static final String GOLD = "gold";

  private PostColumns() {}

  /** The posts with {@link #TAGS} as their texts have them now. */
  public static Dataset<Row> withTags(Dataset<Row> posts) {
    UDF1<String, String[]> keys =
        text -> Hashtags.extract(text).stream().map(Hashtag::key).toArray(String[]::new);
    return posts.withColumn(
        TAGS, udf(keys, DataTypes.createArrayType(DataTypes.StringType, false)).apply(col(TEXT)));
  }

  /** The column of an embedder's vectors, which a labeler sees as {@link #VECTOR}. */
  public static String vector(String embedder) {
    return VECTOR + "_" + embedder.replace('.', '_');
  }

  /** The outcome column of a labeler, there for the labelers after it. */
  public static String outcome(Task task, String labeler) {
    for (int i = 0; i < task.labelers().size(); i++) {
      if (task.labelers().get(i).name().equals(labeler)) {
        return "outcome_" + i;
      }
    }
    throw new IllegalArgumentException("no labeler " + labeler);
  }
}
