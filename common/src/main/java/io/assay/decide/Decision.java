package io.assay.decide;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of {@code decision.json}: a pure function of stored tables.
 *
 * @param schemaVersion rises when a field goes or changes its meaning; new ones are appended
 * @param recommended the labeler, set with {@link Verdict#RECOMMENDED} only
 * @param corpusSize posts that the costs are for
 * @param look which look at test gold this is and what it leaves of alpha
 * @param candidates in the task file's order
 * @param undecided cheaper than the recommended one (or all, without one) and neither proved nor
 *     ruled out
 * @param firstStage the cheapest tool that is right on what it labels, whatever the verdict
 * @param moreLabels what it would take to know, null with another verdict or when more labels will
 *     not help
 * @param inputs name of an input to its fingerprint
 * @param front tools that no other beats or equals on both dollars for the corpus and accuracy over
 *     all posts, cheapest first
 * @param dominated the others that are scored, priced and in time
 * @param breakEven corpus sizes at which two tools cost the same, for each pair in the candidates'
 *     order
 * @param trainingLabels whether more labels to learn from would help, for each tool that learns
 * @param best the most accurate tool and those that cannot be told from it; null where no tool is
 *     scored on 15 gold posts
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Decision(
    int schemaVersion,
    String task,
    String ds,
    Verdict verdict,
    @Nullable String recommended,
    Bar bar,
    long corpusSize,
    Look look,
    List<Candidate> candidates,
    List<Undecided> undecided,
    @Nullable FirstStage firstStage,
    @Nullable MoreLabels moreLabels,
    List<String> warnings,
    Map<String, String> inputs,
    List<FrontStep> front,
    List<Dominated> dominated,
    List<BreakEvenPair> breakEven,
    List<TrainingLabels> trainingLabels,
    @Nullable Best best) {

  /**
   * The accuracy that the task needs.
   *
   * @param metric {@code accuracy} or {@code selective_accuracy}
   * @param atLeast 0 to 1
   * @param confidence 0 to 1, over all looks and candidates together
   * @param minCoverage share of posts that must be labelled; null with {@code accuracy}
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Bar(
      String metric, double atLeast, double confidence, @Nullable Double minCoverage) {}

  /**
   * How often test gold was judged.
   *
   * @param number j, from 1
   * @param labelersScored k
   * @param alpha one-sided level of one limit: (1 - confidence) / (k j (j + 1))
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Look(int number, int labelersScored, double alpha) {}

  /**
   * One labeler before the judge.
   *
   * @param n gold posts that it is scored on
   * @param right of these
   * @param value right / n, null when n is 0
   * @param lower one-sided Clopper-Pearson limit at the look's alpha, null below 15 gold
   * @param upper the same from above
   * @param coverage share of the frame that it labels, null where it was not run on the frame
   * @param fixedUsd paid once
   * @param marginalUsdPer1000 for 1,000 posts more
   * @param hours to label the corpus
   * @param state {@code meets}, {@code fails}, {@code undecided}, {@code too-slow}, {@code
   *     not-trained} or {@code not-scored}
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Candidate(
      String labeler,
      long n,
      long right,
      @Nullable Double value,
      @Nullable Double lower,
      @Nullable Double upper,
      @Nullable Double coverage,
      @Nullable Double fixedUsd,
      @JsonProperty("marginal_usd_per_1000") @Nullable Double marginalUsdPer1000,
      @Nullable Double hours,
      String state) {}

  /**
   * A candidate that more gold could settle.
   *
   * @param n gold posts in all that it must be scored on to certify with 80 % power, counting those
   *     that it abstains on; null when more labels will not help, for example when the estimate is
   *     at or under the bar
   * @param usd of the further labels by people among these, 0 when it only has to be asked about
   *     gold posts that there are
   * @param hours of people for these
   * @param note what n means, and whether the tool must be asked about more of the gold
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Undecided(
      String labeler,
      @Nullable Long n,
      @Nullable Double usd,
      @Nullable Double hours,
      String note) {}

  /**
   * The cheapest tool to let go first.
   *
   * @param coverage share of the frame that it labels
   * @param rightAtLeast lower limit of its accuracy on what it labels
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record FirstStage(String labeler, double coverage, double value, double rightAtLeast) {}

  /**
   * What the next labels cost.
   *
   * @param n further gold posts, beyond those that there are; 0 when a tool only has to be asked
   *     about more of these
   * @param usd at the price of a gold label
   * @param hours of people
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record MoreLabels(long n, double usd, double hours) {}

  /**
   * The tie group at the top.
   *
   * @param labeler with the highest share of its gold right, the first of equals
   * @param accuracy that share
   * @param notToldApart tools whose paired difference from it is not significant at the bar's
   *     confidence, in the task's order; none of them need be as good
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Best(String labeler, double accuracy, List<String> notToldApart) {}

  /**
   * A tool of the Pareto front. It is drawn by estimates; what is proved stands in the candidates'
   * limits.
   *
   * @param usd fixed and marginal dollars for the corpus
   * @param accuracy share of all scored gold posts that it has right: an abstention is not right
   * @param usdPerMoreRight dollars for one more correct post of the corpus than the tool before it
   *     gets, by the gold that both were scored on; null for the first, and where those posts do
   *     not show it to be better
   * @param lower limit of this price at 95 % (Fieller 1954); null where the two may be equally good
   * @param upper the same from above
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record FrontStep(
      String labeler,
      double usd,
      double accuracy,
      @Nullable Double usdPerMoreRight,
      @Nullable Double lower,
      @Nullable Double upper) {}

  /**
   * A tool that costs at least as much as another and is not more accurate by the estimates.
   *
   * @param by the cheapest tool of the front of which this holds
   * @param usdMore dollars for the corpus above those of {@code by}
   * @param accuracyLess accuracy of {@code by} minus its own on the gold that both were scored on
   * @param lower limit of that difference at 95 % (Bonett and Price 2012); at or below 0 it may be
   *     chance
   * @param upper the same from above
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Dominated(
      String labeler,
      String by,
      double usdMore,
      @Nullable Double accuracyLess,
      @Nullable Double lower,
      @Nullable Double upper) {}

  /**
   * Where the cheaper of two tools changes.
   *
   * @param posts the corpus for which both cost the same; null when one is cheaper, or they tie, at
   *     every size
   * @param cheaperBelow the cheaper one of smaller corpora, null for a tie
   * @param cheaperAbove the cheaper one of larger corpora, null for a tie
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record BreakEvenPair(
      String labelerA,
      String labelerB,
      @Nullable Double posts,
      @Nullable String cheaperBelow,
      @Nullable String cheaperAbove) {}

  /**
   * Whether a tool that learns would be better with more labels by people to learn from.
   *
   * @param advice {@code helps}, {@code will-not-help} or {@code not-known}
   * @param n labels that it learned from
   * @param gain by its learning curve; null where there is none or it does not fall
   * @param note why
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record TrainingLabels(
      String labeler, String advice, long n, @Nullable TrainingGain gain, String note) {}

  /**
   * What further labels to learn from would bring by a learning curve on part tune.
   *
   * @param error of the curve with the labels that there are
   * @param more further labels that are looked at: as many as there are
   * @param errorThen of the curve with these
   * @param lower limit of that error at 95 %: {@code error} less the fall of the curve, runs of
   *     each size resampled; null where some size has a single run
   * @param upper the same from above
   * @param usd of these labels
   * @param hours of people for these
   * @param moreForBar further labels until the curve reaches the bar; null if it does already,
   *     never does, or does beyond four times the largest size that was measured
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record TrainingGain(
      double error,
      long more,
      double errorThen,
      @Nullable Double lower,
      @Nullable Double upper,
      double usd,
      double hours,
      @Nullable Long moreForBar) {}
}
