package io.assay.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.stats.stratified.PostStratified;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The coverage study behind PS+: 31 populations, 20,000 LLM labels, nominal 95 %. */
@Tag("slow")
class CoverageTest {
  private static final long LABELLED = 20_000;
  private static final double ALPHA = 0.05;

  /** Weights of the cells and the accuracy in each. */
  private static final class Population {
    private final double[] weight;
    private final double[] accuracy;

    Population(double[] weight, double[] accuracy) {
      this.weight = weight;
      this.accuracy = accuracy;
    }

    double truth() {
      return Means.sum(weight.length, k -> weight[k] * accuracy[k]);
    }
  }

  private record Coverage(double postStratified, double wilson) {}

  private static List<Population> populations() {
    List<Population> all = new ArrayList<>();
    double[][] judges = {{.95, .7}, {.97, .9}, {.9, .3}, {.8, .2}, {.99, .97}};
    for (double theta : new double[] {.7, .8, .9, .95, .97}) {
      for (double[] judge : judges) {
        double agreed = theta * judge[0] + (1 - theta) * (1 - judge[1]);
        all.add(
            new Population(
                new double[] {agreed, 1 - agreed},
                new double[] {theta * judge[0] / agreed, theta * (1 - judge[0]) / (1 - agreed)}));
      }
    }
    all.add(of(new double[] {.6, .2, .15, .05}, .98, .85, .6, .3));
    all.add(of(new double[] {.9, .06, .03, .01}, .995, .9, .5, .2));
    all.add(of(new double[] {.4, .3, .2, .1}, .95, .9, .85, .8));
    all.add(of(new double[] {.25, .25, .25, .25}, .99, .98, .97, .96));
    all.add(of(new double[] {.3, .3, .2, .1, .05, .05}, .99, .95, .9, .8, .6, .5));
    all.add(
        of(new double[] {.5, .1, .1, .1, .05, .05, .05, .05}, .99, .97, .9, .8, .7, .6, .4, .2));
    return all;
  }

  private static Population of(double[] weight, double... accuracy) {
    return new Population(weight, accuracy);
  }

  /** Worst and mean coverage of PS+ and of Wilson over the populations, n gold posts each. */
  @ParameterizedTest
  @CsvSource({
    "20, 50000, .987, .957",
    "30, 10000, .981, .951",
    "50, 10000, .974, .957",
    "100, 10000, .963, .951",
    "200, 10000, .957, .955",
    "500, 10000, .953, .952",
  })
  void postStratificationCovers(int gold, int replicates, double mean, double wilsonMean) {
    List<Population> populations = populations();
    assertThat(populations).hasSize(31);
    List<Coverage> coverage =
        IntStream.range(0, populations.size())
            .parallel()
            .mapToObj(i -> coverage(populations.get(i), gold, replicates, 1000L * gold + i))
            .toList();
    DoubleSummaryStatistics ours =
        coverage.stream().mapToDouble(Coverage::postStratified).summaryStatistics();
    DoubleSummaryStatistics wilson =
        coverage.stream().mapToDouble(Coverage::wilson).summaryStatistics();
    assertThat(ours.getMin()).isGreaterThanOrEqualTo(0.92);
    assertThat(ours.getAverage()).isGreaterThanOrEqualTo(0.95).isCloseTo(mean, within(0.002));
    assertThat(wilson.getMin()).isGreaterThanOrEqualTo(0.905);
    assertThat(wilson.getAverage()).isCloseTo(wilsonMean, within(0.002));
  }

  private static Coverage coverage(Population population, int gold, int replicates, long seed) {
    UniformRandomProvider random = Bootstrap.random(seed);
    double truth = population.truth();
    int covered = 0;
    int coveredByWilson = 0;
    for (int i = 0; i < replicates; i++) {
      long[] labelled = BinomialDraws.multinomial(LABELLED, population.weight, random);
      long[] sampled = BinomialDraws.multinomial(gold, population.weight, random);
      List<PostStratified.Cell> cells = new ArrayList<>();
      long right = 0;
      for (int k = 0; k < sampled.length; k++) {
        long a = BinomialDraws.binomial(sampled[k], population.accuracy[k], random);
        cells.add(new PostStratified.Cell(labelled[k], a, sampled[k]));
        right += a;
      }
      Interval interval = PostStratified.of(cells, (double) LABELLED, ALPHA).interval(ALPHA);
      covered += interval.contains(truth) ? 1 : 0;
      coveredByWilson += Binomial.wilson(right, gold, ALPHA).contains(truth) ? 1 : 0;
    }
    return new Coverage((double) covered / replicates, (double) coveredByWilson / replicates);
  }
}
