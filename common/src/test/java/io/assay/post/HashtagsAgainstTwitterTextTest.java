package io.assay.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.twitter.twittertext.Extractor;
import com.twitter.twittertext.TldLists;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

/** Assay's scans against those of the library whose rules they follow. */
class HashtagsAgainstTwitterTextTest {
  private static final int TEXTS = 40_000;
  private final Extractor oracle = new Extractor();

  @Test
  void agreesOnMixtures() {
    assertAgreement(RandomPosts::mixture, 1);
  }

  @Test
  void agreesOnAnyCharacters() {
    assertAgreement(RandomPosts::characters, 2);
  }

  @Test
  void agreesOnRealLookingPosts() {
    assertAgreement(RandomPosts::realLooking, 3);
  }

  @Test
  void knowsTheSameTopLevelDomains() {
    Set<String> names = new HashSet<>(TldLists.GTLDS);
    names.addAll(TldLists.CTLDS);
    assertThat(TopLevelDomains.NAMES).isEqualTo(names);
  }

  private void assertAgreement(Function<RandomGenerator, String> texts, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int tags = 0;
    for (int i = 0; i < TEXTS; i++) {
      String text = texts.apply(random);
      List<String> found = ours(text);
      assertThat(found).as("tags of <%s>", escaped(text)).isEqualTo(theirs(text));
      assertThat(ourUrls(text)).as("URLs of <%s>", escaped(text)).isEqualTo(theirUrls(text));
      tags += found.size();
    }
    assertThat(tags).isGreaterThan(TEXTS / 10);
  }

  private static List<String> ours(String text) {
    return Hashtags.extract(text).stream().map(tag -> tag.position() + ":" + tag.tag()).toList();
  }

  private List<String> theirs(String text) {
    return oracle.extractHashtagsWithIndices(text).stream()
        .map(entity -> entity.getStart() + ":" + entity.getValue())
        .toList();
  }

  private static List<Span> ourUrls(String text) {
    List<Span> found = new ArrayList<>();
    for (int i = 0; i < text.length(); i = UrlCharacters.chunkEnd(text, i) + 1) {
      found.addAll(new UrlScanner(text, i, UrlCharacters.chunkEnd(text, i)).find());
    }
    return found;
  }

  private List<Span> theirUrls(String text) {
    return oracle.extractURLsWithIndices(text).stream()
        .map(entity -> new Span(entity.getStart(), entity.getEnd()))
        .toList();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars()
        .forEach(
            c -> escaped.append(c >= 32 && c < 127 ? "" + (char) c : String.format("\\u%04x", c)));
    return escaped.toString();
  }
}
