package io.assay.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabelModelTest {
  private static final List<String> LABELS = List.of("funny", "sad");
  private static final List<String> MEMBERS = List.of("a", "b", "c");
  private static final double[] ACCURACY = {0.9, 0.7, 0.7};

  @Test
  void learnsWhomToTrustFromVotesAlone() {
    LabelModel.Fit fit = LabelModel.fit(LABELS, 3, ballots(20_000));
    for (int rater = 0; rater < 3; rater++) {
      assertThat(fit.errors().get(rater).get(0).get(0))
          .as("%s", MEMBERS.get(rater))
          .isBetween(ACCURACY[rater] - 0.04, ACCURACY[rater] + 0.04);
    }
    Outcome outcome = new LabelModel(LABELS, MEMBERS, fit).label(List.of("sad", "funny", "funny"));
    assertThat(outcome.label()).as("one good against two poor").isEqualTo("sad");
    assertThat(outcome.confidence()).isBetween(0.5, 1.0);
    assertThat(outcome.evidence()).isEqualTo("a; against it b for funny, c for funny");
  }

  @Test
  void abstainsWithoutVotes() {
    LabelModel model = new LabelModel(LABELS, MEMBERS, LabelModel.fit(LABELS, 3, ballots(100)));
    assertThat(model.label(Arrays.asList(null, null, null)).status()).isEqualTo(Status.ABSTAINED);
    assertThat(model.label(Arrays.asList(null, "sad", null)).label()).isEqualTo("sad");
  }

  @Test
  void refusesWhatDoesNotFit() {
    List<@Nullable String> none = Arrays.asList(null, null, null);
    assertThatThrownBy(() -> LabelModel.fit(LABELS, 3, Map.of(none, 5L)))
        .hasMessage("Dawid-Skene needs at least one post");
    LabelModel.Fit fit = LabelModel.fit(LABELS, 3, ballots(100));
    assertThatThrownBy(() -> new LabelModel(LABELS, List.of("a"), fit))
        .hasMessageContaining("not of 2 and 1");
  }

  /** Posts of two equally frequent labels with votes of independent labelers. */
  private static Map<List<@Nullable String>, Long> ballots(int posts) {
    Random random = new Random(5);
    Map<List<@Nullable String>, Long> ballots = new HashMap<>();
    for (int i = 0; i < posts; i++) {
      List<@Nullable String> said = new ArrayList<>();
      for (double accuracy : ACCURACY) {
        said.add(LABELS.get(random.nextDouble() < accuracy ? i % 2 : 1 - i % 2));
      }
      ballots.merge(said, 1L, Long::sum);
    }
    return ballots;
  }
}
