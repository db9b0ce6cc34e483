package io.assay.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.assay.label.MajorityVote.Tally;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class MajorityVoteTest {
  private static final List<String> LABELS = List.of("funny", "sad", "cute");
  private static final MajorityVote EQUAL =
      MajorityVote.equal(LABELS, List.of("tags", "regex", "knn"));

  @Test
  void mostVotesWin() {
    Outcome outcome = EQUAL.label(List.of("sad", "funny", "sad"));
    assertThat(outcome.label()).isEqualTo("sad");
    assertThat(outcome.confidence()).isCloseTo(2.0 / 3, offset(1e-12));
    assertThat(outcome.evidence()).isEqualTo("tags, knn; against it regex for funny");
  }

  @Test
  void ofEqualSumsTheFirstLabelWins() {
    assertThat(EQUAL.label(Arrays.asList("cute", null, "sad")).label()).isEqualTo("sad");
    assertThat(EQUAL.label(List.of("cute", "sad", "funny")).label()).isEqualTo("funny");
  }

  @Test
  void whoSaysNothingHasNoVote() {
    assertThat(EQUAL.label(Arrays.asList(null, null, "cute")).confidence()).isEqualTo(1);
    assertThat(EQUAL.label(Arrays.asList(null, null, null)))
        .isEqualTo(Outcome.abstained("none of its labelers has a label"));
  }

  /**
   * With 3 labels, 8 of 9 right is (8 + 1) / (9 + 3) = 3/4, whose log-odds against one is log 6.
   */
  @Test
  void oneGoodLabelerOutweighsTwoWeakOnes() {
    MajorityVote vote =
        MajorityVote.byAccuracy(
            LABELS,
            List.of(new Tally("good", 8, 9), new Tally("weak", 5, 9), new Tally("poor", 4, 9)));
    Outcome outcome = vote.label(List.of("cute", "sad", "sad"));
    assertThat(outcome.label()).isEqualTo("cute");
    double against = 2 * (2 * 5.0 / 7); // 6/12 has the odds 2, 5/12 those of 10/7
    assertThat(outcome.confidence()).isCloseTo(6 / (6 + against + 1), offset(1e-12));
  }

  /** A vote that counts for less than nothing would elect a label that nobody named. */
  @Test
  void whoIsWorseThanChanceOrUnknownIsNotCounted() {
    MajorityVote vote =
        MajorityVote.byAccuracy(
            LABELS, List.of(new Tally("worse", 0, 90), new Tally("unknown", 0, 0)));
    assertThat(vote.label(List.of("sad", "cute")))
        .isEqualTo(Outcome.abstained("no vote has any weight"));
  }

  @Test
  void refusesImpossibleTallies() {
    assertThatThrownBy(() -> new Tally("a", 3, 2)).hasMessage("3 right of 2");
  }
}
