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
import java.util.stream.IntStream;
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
 * @param costs of words, minus the log of their share: half of it is that among the words of part
 *     train, half that in the language, by Zipf's law over a vocabulary's order (Jelinek and Mercer
 *     1980 mix so); without a vocabulary, that among the words of part train alone
 * @param counts by word and label; a post counts once a word
 */
record TagWords(Map<String, Double> costs, Map<String, Map<String, Long>> counts) {
  private static final int MOST_WORDS = 20_000;
  private static final int LEAST_POSTS = 2;

  /** How far the posts' own words are trusted beside those of the language. */
  private static final double OWN = 0.5;

  /**
   * Counts words of posts that have gold.
   *
   * @param vocabulary words of the language, the most frequent first; may be empty
   */
  static TagWords of(Dataset<Row> labelled, List<String> vocabulary) {
    Map<String, Double> costs = costs(shares(labelled), zipf(vocabulary));
    HashtagWords splitter = HashtagWords.withCosts(costs);
    UDF1<String, String[]> words = text -> tagWords(splitter, text).toArray(String[]::new);
    Dataset<Row> split = labelled.withColumn(PostColumns.TAGS, texts(words));
    return new TagWords(costs, TagCounts.of(split).tags());
  }

  private static Stream<String> tagWords(HashtagWords splitter, String text) {
    return Hashtags.extract(text).stream().flatMap(tag -> splitter.split(tag.tag()).stream());
  }

  private static Map<String, Double> costs(Map<String, Double> here, Map<String, Double> anywhere) {
    Map<String, Double> shares = new TreeMap<>(here);
    if (!anywhere.isEmpty()) {
      shares.replaceAll((word, share) -> OWN * share);
      anywhere.forEach((word, share) -> shares.merge(word, (1 - OWN) * share, Double::sum));
    }
    shares.replaceAll((word, share) -> -Math.log(share));
    return shares;
  }

  /** Each word's share is inversely proportional to its rank. */
  private static Map<String, Double> zipf(List<String> vocabulary) {
    List<String> words = vocabulary.stream().filter(TagWords::isWord).toList();
    double harmonic = IntStream.rangeClosed(1, words.size()).mapToDouble(r -> 1.0 / r).sum();
    Map<String, Double> shares = new TreeMap<>();
    for (int rank = 1; rank <= words.size(); rank++) {
      shares.put(words.get(rank - 1), 1 / (rank * harmonic));
    }
    return shares;
  }

  private static Map<String, Double> shares(Dataset<Row> labelled) {
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
    Map<String, Double> shares = new TreeMap<>();
    counted.forEach(row -> shares.put(row.getString(0), row.getLong(1) / total));
    return shares;
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
