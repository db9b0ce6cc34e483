package io.assay.bench;

import com.twitter.twittertext.Extractor;
import io.assay.post.Hashtags;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Finding hashtags on one core, without Spark: the product against twitter-text's extractor, which
 * finds the same, and against a regular expression, which does not.
 *
 * <p>Arguments: posts (300,000), rounds (5), posts in JSON lines that they look like (the bundled
 * ones).
 */
public final class ExtractBenchmark {
  private static final Pattern TAG = Pattern.compile("#(\\w+)");

  private ExtractBenchmark() {}

  /** Prints ratios of speed: above 1 the product is the faster one. */
  public static void main(String[] args) throws Exception {
    String[] given = Benchmarks.withDefaults(args, "300000", "5", "test-data/posts.jsonl");
    PostGenerator generator = PostGenerator.like(Path.of(given[2]), 1);
    String[] texts =
        LongStream.range(0, Long.parseLong(given[0]))
            .mapToObj(generator::text)
            .toArray(String[]::new);
    int rounds = Integer.parseInt(given[1]);
    Extractor twitter = new Extractor();
    compare(texts, rounds, "twitter-text", text -> twitter.extractHashtags(text).size());
    compare(texts, rounds, TAG.pattern(), text -> (int) TAG.matcher(text).results().count());
  }

  private static void compare(String[] texts, int rounds, String name, ToIntFunction<String> limit)
      throws Exception {
    ToIntFunction<String> product = text -> Hashtags.extract(text).size();
    System.out.printf(
        Locale.ROOT,
        "the product finds %,d hashtags in %,d posts, %s %,d%n%s%n",
        count(texts, product),
        texts.length,
        name,
        count(texts, limit),
        Ratios.measure(
            texts.length, rounds, () -> count(texts, product), () -> count(texts, limit)));
  }

  private static long count(String[] texts, ToIntFunction<String> finder) {
    long found = 0;
    for (String text : texts) {
      found += finder.applyAsInt(text);
    }
    return found;
  }
}
