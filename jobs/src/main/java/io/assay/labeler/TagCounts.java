package io.assay.labeler;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;

import io.assay.label.HashtagOdds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Labelled posts by label, and by hashtag and label; the odds follow from them.
 *
 * @param posts by label
 * @param tags by hashtag key and label; a post counts once a tag
 */
public record TagCounts(Map<String, Long> posts, Map<String, Map<String, Long>> tags) {

  /** Counts posts that have gold. */
  public static TagCounts of(Dataset<Row> labelled) {
    Dataset<Row> exploded =
        labelled.select(explode(array_distinct(col(PostColumns.TAGS))), col(PostColumns.GOLD));
    Map<String, Map<String, Long>> tags = new TreeMap<>();
    for (Row row : exploded.groupBy("col", PostColumns.GOLD).count().collectAsList()) {
      tags.computeIfAbsent(row.getString(0), tag -> new TreeMap<>())
          .put(row.getString(1), row.getLong(2));
    }
    Map<String, Long> posts = new TreeMap<>();
    for (Row row : labelled.groupBy(PostColumns.GOLD).count().collectAsList()) {
      posts.put(row.getString(0), row.getLong(1));
    }
    return new TagCounts(posts, tags);
  }

  /**
   * The odds of hashtags that enough posts hold.
   *
   * @param labels in the task's order
   */
  public HashtagOdds odds(List<String> labels, double smoothing, int minCount) {
    Map<String, Long> classes = new LinkedHashMap<>();
    labels.forEach(label -> classes.put(label, posts.getOrDefault(label, 0L)));
    return HashtagOdds.fit(tags, classes, smoothing, minCount);
  }
}
