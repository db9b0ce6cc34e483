package io.assay.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.SharedSpark;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The pipeline itself is what the scorer must agree with. */
@ExtendWith(SharedSpark.class)
class LinearScorerTest {
  @ParameterizedTest
  @CsvSource({
    "LOGISTIC_REGRESSION, 3,",
    "LINEAR_SVM, 2,",
    "NAIVE_BAYES, 3,",
    "LOGISTIC_REGRESSION, 3, 2"
  })
  void givesThePipelinesScores(
      Algorithm algorithm, int classes, @Nullable Integer components, SparkSession session) {
    agrees(ToyModels.made(session, algorithm, classes, components), algorithm);
  }

  @Test
  void givesThePipelinesScoresOfAComplement(SparkSession session) {
    Algorithm bayes = Algorithm.NAIVE_BAYES;
    agrees(ToyModels.make(session, bayes, 3, null, Map.of("complement", List.of(1.0))), bayes);
  }

  private static void agrees(ToyModels.Made made, Algorithm algorithm) {
    LinearScorer scorer = LinearScorer.of(made.pipeline()).orElseThrow();
    for (Row row : made.pipeline().transform(made.rows()).collectAsList()) {
      LinearScorer.Scores scores = scorer.score(ToyModels.post(row));
      double[] expected = row.<Vector>getAs(algorithm.scoreColumn()).toArray();
      assertThat(scores.values()).containsExactly(expected, within(1e-9));
      assertThat(scores.isKnown()).isEqualTo(row.<Vector>getAs(Encoder.FEATURES).numNonzeros() > 0);
      assertThat(scores.isFinite()).isTrue();
    }
  }

  @Test
  void aModelThatIsNoSumHasNone(SparkSession session) {
    assertThat(LinearScorer.of(ToyModels.made(session, Algorithm.RANDOM_FOREST, 2).pipeline()))
        .isEmpty();
  }

  @Test
  void aNumberThatIsNoneIsSeen(SparkSession session) {
    LinearScorer scorer =
        LinearScorer.of(ToyModels.made(session, Algorithm.LOGISTIC_REGRESSION, 3).pipeline())
            .orElseThrow();
    assertThat(scorer.score(ToyModels.post(List.of(), List.of(), Double.NaN)).isFinite()).isFalse();
  }

  /** Class 0 is the one that says lol under #fun. */
  @ParameterizedTest
  @EnumSource(names = {"LOGISTIC_REGRESSION", "NAIVE_BAYES"})
  void theHeaviestFeaturesAreThoseThatTellTheClass(Algorithm algorithm, SparkSession session) {
    LinearScorer scorer =
        LinearScorer.of(ToyModels.made(session, algorithm, 3).pipeline()).orElseThrow();
    LinearScorer.Post post = ToyModels.post(List.of("fun"), List.of("lol", "unheard"), 0.1);
    List<Contribution> heaviest = scorer.heaviest(post, 0, 2);
    assertThat(heaviest).extracting(Contribution::feature).containsExactlyInAnyOrder("fun", "lol");
    assertThat(heaviest.get(0).weight()).isGreaterThanOrEqualTo(heaviest.get(1).weight());
    assertThat(scorer.heaviest(post, 1, 10))
        .extracting(Contribution::feature)
        .doesNotContain("fun", "lol", "unheard");
  }
}
