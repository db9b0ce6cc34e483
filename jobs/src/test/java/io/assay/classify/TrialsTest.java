package io.assay.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.classify.Search.Criterion;
import io.assay.classify.Search.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrialsTest {
  private static final List<Choice> FOUR =
      Algorithm.LOGISTIC_REGRESSION
          .space(Map.of("regularization", List.of(4.0, 3.0, 2.0, 1.0)))
          .grid();

  private static Search search(@Nullable Double seconds, int parallelism) {
    return new Search(Method.GRID, 20, seconds, parallelism, Criterion.ACCURACY);
  }

  private static Quality accuracy(double value) {
    return new Quality(100, value, 0);
  }

  @Test
  void onEqualTermsTheSimplestWinsWhoeverEndsFirst() {
    CountDownLatch later = new CountDownLatch(3);
    Trials<Double> trials =
        new Trials<>(
            search(null, 4),
            choice -> choice.real("regularization"),
            model -> {
              if (model == 4) {
                await(later);
              }
              later.countDown();
              return accuracy(model == 2 ? 0.5 : 0.7);
            });
    List<Trial> tried = trials.run(FOUR);
    assertThat(tried.stream().map(trial -> trial.parameters().get("regularization")))
        .containsExactly(4.0, 3.0, 2.0, 1.0);
    assertThat(trials.winner()).isZero();
    assertThat(trials.model()).isEqualTo(4.0);
  }

  @Test
  void theBestWins() {
    Trials<Double> trials =
        new Trials<>(
            search(null, 1),
            choice -> choice.real("regularization"),
            model -> accuracy(model == 2 ? 0.8 : 0.7));
    trials.run(FOUR);
    assertThat(trials.model()).isEqualTo(2.0);
  }

  @Test
  void afterTheTimeNoFurtherModelIsBegun() {
    Trials<Double> trials =
        new Trials<>(search(1e-9, 1), choice -> choice.real("regularization"), m -> accuracy(m));
    assertThat(trials.run(FOUR)).hasSize(1);
    assertThat(trials.model()).isEqualTo(4.0);
  }

  @Test
  void aFaultIsNotSwallowed() {
    Trials<Double> trials =
        new Trials<>(
            search(null, 2),
            choice -> {
              throw new UnsupportedOperationException("broken");
            },
            m -> accuracy(0));
    assertThatThrownBy(() -> trials.run(FOUR))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("broken");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
