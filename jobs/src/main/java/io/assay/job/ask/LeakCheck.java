package io.assay.job.ask;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.post.TextKey;
import io.assay.sample.Part;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The last look before anything is scored: no gold post of the frame was learned from. Parts are
 * made so that it holds; this does not trust them, as a number that learned from its own test is
 * worse than none.
 */
public final class LeakCheck {
  private static final int SHOWN = 20;

  private LeakCheck() {}

  /**
   * Compares scored posts with those of the parts that fit, choose or calibrate: by id, by group
   * and as near-duplicates.
   *
   * @param gold posts with {@code part}, {@code group_id} and their {@link #letters}
   * @throws AssayException {@link ExitCode#CHECK} with the ids of what is scored and was learned
   *     from
   */
  public static void refuseLearnedFrom(Dataset<Row> gold) {
    Column isScored = col("part").equalTo(Part.TEST.key());
    Dataset<Row> scored = gold.filter(isScored);
    Dataset<Row> learned = gold.filter(functions.not(isScored));
    Dataset<Row> leaks = leaks(scored, learned, "post_id");
    for (String key : List.of("group_id", "letters")) {
      leaks = leaks.union(leaks(scored, learned, key));
    }
    List<String> ids =
        leaks.distinct().orderBy("post_id").limit(SHOWN + 1).as(Encoders.STRING()).collectAsList();
    if (!ids.isEmpty()) {
      throw new AssayException(ExitCode.CHECK, message(ids));
    }
  }

  /** What near-duplicates have in common, of the post's text. */
  public static Column letters() {
    UDF1<String, String> key = TextKey::nearDuplicateKey;
    return udf(key, DataTypes.StringType).apply(col("text"));
  }

  private static Dataset<Row> leaks(Dataset<Row> scored, Dataset<Row> learned, String key) {
    return scored.join(learned.select(key), new String[] {key}, "left_semi").select("post_id");
  }

  private static String message(List<String> ids) {
    String more = ids.size() > SHOWN ? " …" : "";
    return String.format(
        Locale.ROOT,
        "posts are scored that a part which learns also holds, itself, a near-duplicate or one of its group: %s%s. Run `./assay split` again with the same options",
        String.join(" ", ids.subList(0, Math.min(SHOWN, ids.size()))),
        more);
  }
}
