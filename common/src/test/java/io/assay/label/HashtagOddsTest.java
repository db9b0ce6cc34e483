package io.assay.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HashtagOddsTest {
  private static final Map<String, Long> CLASSES = classes("funny", 60L, "cute", 40L);
  private static final Map<String, Map<String, Long>> TAGS =
      Map.of(
          "lol", Map.of("funny", 29L, "cute", 1L),
          "aww", Map.of("cute", 19L),
          "pet", Map.of("funny", 6L, "cute", 4L),
          "rare", Map.of("funny", 1L));
  private static final HashtagOdds ODDS = HashtagOdds.fit(TAGS, CLASSES, 1, 2);

  @Test
  void confidenceIsThePosteriorOfNaiveBayes() {
    // P(funny) P(lol|funny) = 61/102 * 30/62, P(cute) P(lol|cute) = 41/102 * 2/42, by hand.
    double funny = 61.0 / 102 * 30 / 62;
    double cute = 41.0 / 102 * 2 / 42;
    Outcome outcome = ODDS.label(List.of("lol"));
    assertThat(outcome.label()).isEqualTo("funny");
    assertThat(outcome.confidence()).isCloseTo(funny / (funny + cute), within(1e-12));
    assertThat(outcome.evidence()).startsWith("#lol x1.6");
  }

  @Test
  void tagsAddUpAndRepeatedOnesCountOnce() {
    double funny = 61.0 / 102 * 30 / 62 * 1 / 62;
    double cute = 41.0 / 102 * 2 / 42 * 20 / 42;
    Outcome outcome = ODDS.label(List.of("lol", "aww", "lol"));
    assertThat(outcome.label()).isEqualTo("cute");
    assertThat(outcome.confidence()).isCloseTo(cute / (funny + cute), within(1e-12));
  }

  @Test
  void abstainsWithoutAKnownTagOrEnoughConfidence() {
    assertThat(ODDS.label(List.of())).isEqualTo(Outcome.abstained("no hashtag"));
    assertThat(ODDS.label(List.of("rare", "new"))).isEqualTo(Outcome.abstained("no known hashtag"));
    assertThat(ODDS.label(List.of("pet")).label()).isEqualTo("funny");
    assertThat(ODDS.withMinConfidence(0.8).label(List.of("pet")).status())
        .isEqualTo(Status.ABSTAINED);
    assertThat(ODDS.withMinConfidence(0.8).label(List.of("lol")).label()).isEqualTo("funny");
  }

  @Test
  void reportsItsRulesTheMostTellingFirst() {
    List<TagOdds> rules = ODDS.rules();
    assertThat(rules).hasSize(6).extracting(TagOdds::key).doesNotContain("rare");
    TagOdds first = rules.get(0);
    assertThat(first.key() + " " + first.label()).isEqualTo("aww cute");
    assertThat(first.posts()).isEqualTo(19);
    assertThat(first.logRatio()).isCloseTo(Math.log((20.0 / 42) / (1.0 / 62)), within(1e-12));
    assertThat(rules).isSortedAccordingTo((a, b) -> Double.compare(b.logRatio(), a.logRatio()));
  }

  @Test
  void equalConfidencesGoToTheFirstLabel() {
    Map<String, Map<String, Long>> tags = Map.of("x", Map.of("a", 5L, "b", 5L));
    assertThat(HashtagOdds.fit(tags, classes("b", 9L, "a", 9L), 0.5, 1).label(List.of("x")).label())
        .isEqualTo("b");
    assertThat(HashtagOdds.fit(tags, classes("a", 9L, "b", 9L), 0.5, 1).label(List.of("x")).label())
        .isEqualTo("a");
  }

  @Test
  void manyTagsStayFinite() {
    Map<String, Map<String, Long>> tags = new LinkedHashMap<>();
    for (int i = 0; i < 2_000; i++) {
      tags.put("t" + i, Map.of("funny", 50L));
    }
    Outcome outcome = HashtagOdds.fit(tags, CLASSES, 0.01, 1).label(tags.keySet());
    assertThat(outcome.label()).isEqualTo("funny");
    assertThat(outcome.confidence()).isEqualTo(1);
  }

  @Test
  void aLabelWithoutPostsIsNoError() {
    HashtagOdds odds =
        HashtagOdds.fit(Map.of("x", Map.of("a", 3L)), classes("a", 4L, "b", 0L), 1, 1);
    assertThat(odds.label(List.of("x")).label()).isEqualTo("a");
  }

  @Test
  void refusesCountsThatCannotBe() {
    assertThatThrownBy(() -> HashtagOdds.fit(Map.of("x", Map.of("a", 5L)), Map.of("a", 4L), 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("#x has 5 posts of 'a'");
    assertThatThrownBy(() -> HashtagOdds.fit(Map.of("x", Map.of("b", 1L)), Map.of("a", 4L), 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HashtagOdds.fit(Map.of(), Map.of("a", 4L), 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ODDS.withMinConfidence(1.1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void worksInAnotherProcess() throws IOException, ClassNotFoundException {
    HashtagOdds copy = Copies.of(ODDS, HashtagOdds.class);
    assertThat(copy.label(List.of("lol"))).isEqualTo(ODDS.label(List.of("lol")));
    assertThat(copy.rules()).isEqualTo(ODDS.rules());
  }

  private static Map<String, Long> classes(String a, long postsOfA, String b, long postsOfB) {
    Map<String, Long> classes = new LinkedHashMap<>();
    classes.put(a, postsOfA);
    classes.put(b, postsOfB);
    return classes;
  }
}
