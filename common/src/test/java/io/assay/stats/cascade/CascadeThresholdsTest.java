package io.assay.stats.cascade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.Bootstrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CascadeThresholdsTest {
  private static final double NONE = Double.NaN;

  private static List<StagedPost> posts(int n, double confidence, boolean first, boolean second) {
    List<StagedPost> posts = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      posts.add(new StagedPost(new double[] {confidence, NONE}, new boolean[] {first, second}));
    }
    return posts;
  }

  @SafeVarargs
  private static List<StagedPost> all(List<StagedPost>... parts) {
    List<StagedPost> posts = new ArrayList<>();
    for (List<StagedPost> part : parts) {
      posts.addAll(part);
    }
    return posts;
  }

  /** Sure posts are right at once, unsure ones only in the second stage. */
  private static List<StagedPost> sample(int each) {
    return all(posts(each, 0.9, true, true), posts(each, 0.4, false, true));
  }

  @Test
  void theFirstStageKeepsWhatItIsSureOf() {
    CascadeThresholds.Certified certified =
        CascadeThresholds.of(sample(50), sample(40), 0.9, 0.05).certified().orElseThrow();
    assertThat(certified.thresholds()).containsExactly(0.9);
    assertThat(certified.reach())
        .hasSize(2)
        .last()
        .satisfies(r -> assertThat(r).isCloseTo(0.5, within(1e-12)));
    assertThat(certified.n()).isEqualTo(80);
    assertThat(certified.errors()).isZero();
    assertThat(certified.pValue()).isCloseTo(Math.pow(0.9, 80), within(1e-15));
  }

  /** The strictest order would test "all to the last stage" first, which fails here. */
  @Test
  void aLastStageThatMissesTheTargetDoesNotSpoilTheCascade() {
    List<StagedPost> posts = all(posts(60, 0.9, true, false), posts(40, 0.4, false, true));
    Optional<CascadeThresholds.Certified> certified =
        CascadeThresholds.of(posts, posts, 0.9, 0.05).certified();
    assertThat(certified.orElseThrow().thresholds()).containsExactly(0.9);
  }

  @Test
  void refusalSaysHowManyPostsWouldDo() {
    CascadeThresholds few = CascadeThresholds.of(sample(50), sample(10), 0.9, 0.05);
    assertThat(few.certified()).isEmpty();
    assertThat(few.refused().n()).isEqualTo(20);
    assertThat(few.refused().enough()).hasValue(29);
    List<StagedPost> bad = posts(50, 0.9, false, false);
    assertThat(CascadeThresholds.of(bad, bad, 0.9, 0.05).refused().enough())
        .as("more posts will not help")
        .isEqualTo(OptionalLong.empty());
  }

  @Test
  void nothingToLearnFromCertifiesNothing() {
    assertThat(CascadeThresholds.of(List.of(), List.of(), 0.9, 0.05).certified()).isEmpty();
  }

  /**
   * Three stages whose confidences are honest up to a shift: with 0 the cascade can just not reach
   * its target, with −0.2 the last stage misses it by far.
   */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"400, 0", "150, 0", "400, -0.2", "400, 0.1"})
  void theGuaranteeHoldsForManyStages(int n, double shift) {
    int campaigns = 1_000;
    double target = 0.8;
    double delta = 0.1;
    UniformRandomProvider random = Bootstrap.random(17);
    List<StagedPost> truth = drawn(20_000, shift, random);
    int violations = 0;
    for (int i = 0; i < campaigns; i++) {
      Optional<CascadeThresholds.Certified> certified =
          CascadeThresholds.of(drawn(150, shift, random), drawn(n, shift, random), target, delta)
              .certified();
      if (certified.isPresent()) {
        double[] thresholds =
            certified.get().thresholds().stream().mapToDouble(Double::doubleValue).toArray();
        double accuracy =
            (double) truth.stream().filter(post -> post.isRight(thresholds)).count() / truth.size();
        // The truth itself is known to half a point.
        violations += accuracy < target - 0.006 ? 1 : 0;
      }
    }
    double allowed = delta + 3 * Math.sqrt(delta * (1 - delta) / campaigns);
    assertThat((double) violations / campaigns).isLessThanOrEqualTo(allowed);
  }

  private static List<StagedPost> drawn(int n, double shift, UniformRandomProvider random) {
    List<StagedPost> posts = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      double[] confidence = {random.nextDouble(), 0.3 + 0.7 * random.nextDouble(), 0.78};
      boolean[] right = new boolean[confidence.length];
      for (int s = 0; s < right.length; s++) {
        right[s] = random.nextDouble() < confidence[s] + shift * (s == 2 ? 1 : 0.2);
      }
      posts.add(new StagedPost(confidence, right));
    }
    return posts;
  }
}
