package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.Default;
import io.assay.config.Within;
import io.assay.post.EmojiWords;
import io.assay.sample.RandomNumber;
import java.io.Serializable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.types.DataTypes;

/**
 * Posts that are learned from a few times more, each time without some of their words and hashtags
 * (word dropout; Iyyer et al. 2015), so that no single one of them decides. The post's vector stays
 * that of the whole post.
 *
 * @param copies of each post beside the post itself; default 0, which is off
 * @param hashtagDropout chance of a hashtag to be left out of a copy; default 0.5
 * @param wordDropout chance of any other word; default 0.1
 * @param emojiWords chance of the emoji of a copy to be written out as words; default 0
 */
record Augmentation(
    @Default("0") @Within(min = 0, max = 20) int copies,
    @Default("0.5") @Within(min = 0, max = 1) double hashtagDropout,
    @Default("0.1") @Within(min = 0, max = 1) double wordDropout,
    @Default("0") @Within(min = 0, max = 1) double emojiWords)
    implements Serializable {
  private static final String COPY = "copy";

  /**
   * The posts and their copies, next to each other.
   *
   * @param seed of what is left out
   */
  Dataset<Row> add(Dataset<Row> posts, long seed) {
    if (copies == 0) {
      return posts;
    }
    UDF3<String, Integer, String, String> drop =
        (id, copy, text) -> copy == 0 ? text : copied(text, "%d:%d".formatted(seed, copy), id);
    Dataset<Row> thinned =
        posts
            .withColumn(COPY, explode(sequence(lit(0), lit(copies))))
            .withColumn(
                PostColumns.TEXT,
                udf(drop, DataTypes.StringType)
                    .apply(col(PostColumns.ID), col(COPY), col(PostColumns.TEXT)))
            .drop(COPY);
    return PostColumns.withTags(thinned);
  }

  private String copied(String text, String salt, String id) {
    boolean written = RandomNumber.of("emoji:" + salt, id) < emojiWords;
    return thinned(written ? EmojiWords.expand(text) : text, "drop:" + salt, id);
  }

  /** A text of which nothing would be left stays as it is. */
  private String thinned(String text, String salt, String id) {
    String[] words = text.split("\\s+", -1);
    String kept =
        IntStream.range(0, words.length)
            .filter(i -> RandomNumber.of(salt + ":" + i, id) >= chance(words[i]))
            .mapToObj(i -> words[i])
            .collect(Collectors.joining(" "));
    return kept.isBlank() ? text : kept;
  }

  private double chance(String word) {
    return word.startsWith("#") ? hashtagDropout : wordDropout;
  }
}
