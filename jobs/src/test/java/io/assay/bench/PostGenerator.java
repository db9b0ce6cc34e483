package io.assay.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Any number of posts that look like given ones: their lengths, and words that follow each other
 * there, hashtags among them, as often as there. The same seed gives the same posts on any machine.
 */
public final class PostGenerator implements Serializable {
  /** How often the chain leaves the given posts, so that it does not repeat them. */
  private static final double LEAP = 0.15;

  /** Shorter posts would be the same again and again. */
  private static final int SHORTEST = 4;

  private final long seed;
  private final List<String> words = new ArrayList<>();
  private final List<Integer> written = new ArrayList<>();
  private final List<List<Integer>> next = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();

  private PostGenerator(List<String> texts, long seed) {
    this.seed = seed;
    Map<String, Integer> known = new HashMap<>();
    for (String text : texts) {
      String[] post = text.strip().split("\\s+", -1);
      if (post.length >= SHORTEST) {
        lengths.add(post.length);
      }
      int before = -1;
      for (String word : post) {
        int id = known.computeIfAbsent(word, this::add);
        written.add(id);
        if (before >= 0) {
          next.get(before).add(id);
        }
        before = id;
      }
    }
  }

  private int add(String word) {
    words.add(word);
    next.add(new ArrayList<>());
    return words.size() - 1;
  }

  /** A generator of posts like those in a file of JSON lines. */
  public static PostGenerator like(Path posts, long seed) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<String> texts = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(posts)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        texts.add(json.readTree(line).get("text").asText());
      }
    }
    return new PostGenerator(texts, seed);
  }

  /** One post. */
  public String text(long id) {
    SplittableRandom random = new SplittableRandom(seed ^ (id * 0x9E3779B97F4A7C15L));
    int length = lengths.get(random.nextInt(lengths.size()));
    StringBuilder text = new StringBuilder();
    int word = any(random);
    for (int i = 0; i < length; i++) {
      text.append(i == 0 ? "" : " ").append(words.get(word));
      List<Integer> following = next.get(word);
      boolean leaps = following.isEmpty() || random.nextDouble() < LEAP;
      word = leaps ? any(random) : following.get(random.nextInt(following.size()));
    }
    return text.toString();
  }

  /** A word as often as it is written. */
  private int any(SplittableRandom random) {
    return written.get(random.nextInt(written.size()));
  }

  /** {@code post_id, text}, in so many partitions. */
  public Dataset<Row> posts(SparkSession session, long count, int partitions) {
    MapFunction<Long, String> text = this::text;
    return session
        .range(0, count, 1, partitions)
        .map(text, Encoders.STRING())
        .toDF("text")
        .withColumn(
            "post_id",
            org.apache.spark.sql.functions.expr("concat('g', monotonically_increasing_id())"))
        .select("post_id", "text");
  }
}
