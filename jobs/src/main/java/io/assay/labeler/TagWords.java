package io.assay.labeler;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.udf;

import io.assay.label.HashtagOdds;
import io.assay.post.Hashtag;
import io.assay.post.HashtagWords;
import io.assay.post.Hashtags;
import io.assay.post.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * The words that the hashtags of part train are made of, for hashtags that are not known there:
 * {@code #sofunny} speaks as {@code so} and {@code funny} do.
 *
 * @param costs of words, minus the log of their share among the words of part train
 * @param counts by word and label; a post counts once a word
 */
record TagWords(Map<String, Double> costs, Map<String, Map<String, Long>> counts) {
  private static final int MOST_WORDS = 20_000;
  private static final int LEAST_POSTS = 2;

  /** Counts words of posts that have gold. */
  static TagWords of(Dataset<Row> labelled) {
    Map<String, Double> costs = costs(labelled);
    HashtagWords splitter = HashtagWords.withCosts(costs);
    UDF1<String, String[]> words = text -> tagWords(splitter, text).toArray(String[]::new);
    Dataset<Row> split = labelled.withColumn(PostColumns.TAGS, texts(words));
    return new TagWords(costs, TagCounts.of(split).tags());
  }

  private static Stream<String> tagWords(HashtagWords splitter, String text) {
    return Hashtags.extract(text).stream().flatMap(tag -> splitter.split(tag.tag()).stream());
  }

  private static Map<String, Double> costs(Dataset<Row> labelled) {
    UDF1<String, String[]> words =
        text ->
            Stream.concat(Words.of(text).stream(), tagWords(HashtagWords.camelCase(), text))
                .filter(TagWords::isWord)
                .distinct()
                .toArray(String[]::new);
    List<Row> counted =
        labelled
            .select(explode(texts(words)).as("word"))
            .groupBy("word")
            .count()
            .filter(col("count").geq(LEAST_POSTS))
            .orderBy(col("count").desc(), col("word"))
            .limit(MOST_WORDS)
            .collectAsList();
    double total = counted.stream().mapToLong(row -> row.getLong(1)).sum();
    Map<String, Double> costs = new TreeMap<>();
    counted.forEach(row -> costs.put(row.getString(0), -Math.log(row.getLong(1) / total)));
    return costs;
  }

  /** Stray letters would take words apart. */
  private static boolean isWord(String word) {
    return word.chars().allMatch(Character::isLetter)
        && (word.length() > 1 || word.equals("a") || word.equals("i"));
  }

  private static Column texts(UDF1<String, String[]> of) {
    return udf(of, DataTypes.createArrayType(DataTypes.StringType, false))
        .apply(col(PostColumns.TEXT));
  }

  /** Hashtags' counts with those of words beside them. */
  TagCounts with(TagCounts tags) {
    Map<String, Map<String, Long>> all = new TreeMap<>(tags.tags());
    counts.forEach((word, labels) -> all.put(HashtagOdds.word(word), labels));
    return new TagCounts(tags.posts(), all);
  }

  /** How hashtags are split. */
  HashtagWords splitter() {
    return HashtagWords.withCosts(costs);
  }

  /** The keys of the hashtags that the odds know, and the words of the others. */
  static List<String> keys(
      HashtagOdds odds, HashtagWords splitter, String text, List<String> tags) {
    if (tags.stream().allMatch(odds::knows)) {
      return tags;
    }
    Map<String, String> written =
        Hashtags.extract(text).stream()
            .collect(Collectors.toMap(Hashtag::key, Hashtag::tag, (first, second) -> first));
    List<String> keys = new ArrayList<>();
    for (String tag : tags) {
      if (odds.knows(tag)) {
        keys.add(tag);
      } else {
        splitter.split(written.getOrDefault(tag, tag)).stream()
            .map(HashtagOdds::word)
            .forEach(keys::add);
      }
    }
    return keys;
  }
}
