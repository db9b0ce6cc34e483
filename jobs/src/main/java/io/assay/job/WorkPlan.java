package io.assay.job;

import io.assay.cost.Range;
import io.assay.job.PlanDocument.Work;
import io.assay.job.predict.Predict;
import io.assay.job.run.MeasuredRun;
import io.assay.job.run.Step;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each step would take, from what it took before.
 *
 * @param runs of the past, the latest first
 * @param done steps that a run would skip
 * @param posts to go through
 * @param gold labels by people to learn from
 * @param missingTexts to embed
 * @param embedSeconds core seconds for 1,000 texts, null if none was embedded yet
 * @param cores that compute
 * @param coreHourUsd price of one core for one hour
 */
record WorkPlan(
    List<MeasuredRun> runs,
    Set<Step> done,
    long posts,
    long gold,
    long missingTexts,
    @Nullable Double embedSeconds,
    int cores,
    double coreHourUsd) {

  private static final double SECONDS_AN_HOUR = 3600;

  /** Steps whose work grows with the posts. */
  private static final Set<Step> BY_POSTS =
      EnumSet.of(Step.INGEST, Step.HASHTAGS, Step.SPLIT, Step.SAMPLE, Step.PREDICT);

  /** Steps whose work grows with the gold, however many posts there are. */
  private static final Set<Step> BY_GOLD = EnumSet.of(Step.TRAIN, Step.EVALUATE, Step.REPORT);

  /** The first texts of all also pay for the loading of the model. */
  private static final double WITHOUT_LOADING = 0.7;

  /** Every step but {@code ask}, whose calls are planned by themselves. */
  List<Work> steps() {
    List<Work> works = new ArrayList<>();
    for (Step step : Step.values()) {
      if (step != Step.ASK) {
        works.add(done.contains(step) ? skipped(step) : work(step));
      }
    }
    return works;
  }

  private static Work skipped(Step step) {
    return new Work(step.key(), true, 0, unit(step), Range.ZERO, Range.ZERO);
  }

  private Work work(Step step) {
    long amount = amount(step);
    Optional<Range> coreSeconds = coreSeconds(step);
    return new Work(
        step.key(),
        false,
        amount,
        unit(step),
        coreSeconds.map(core -> hours(step, core)).orElse(null),
        coreSeconds.map(core -> core.times(coreHourUsd / SECONDS_AN_HOUR)).orElse(null));
  }

  private long amount(Step step) {
    return switch (step) {
      case EMBED -> missingTexts;
      case TRAIN, EVALUATE, REPORT -> gold;
      default -> BY_POSTS.contains(step) ? posts : 0;
    };
  }

  private static String unit(Step step) {
    return switch (step) {
      case EMBED -> "texts";
      case TRAIN, EVALUATE, REPORT -> "gold labels";
      default -> BY_POSTS.contains(step) ? "posts" : "";
    };
  }

  private Range hours(Step step, Range coreSeconds) {
    double driver =
        runs.stream()
            .map(run -> run.driverSeconds(step))
            .filter(OptionalDouble::isPresent)
            .mapToDouble(OptionalDouble::getAsDouble)
            .average()
            .orElse(0);
    boolean idle = step == Step.EMBED && missingTexts == 0;
    return coreSeconds
        .times(1.0 / cores)
        .plus(idle ? Range.ZERO : Range.measured(driver))
        .times(1 / SECONDS_AN_HOUR);
  }

  private Optional<Range> coreSeconds(Step step) {
    return switch (step) {
      case EMBED -> embedding();
      case PREDICT -> predicting();
      default ->
          BY_POSTS.contains(step)
              ? MeasuredRun.growth(runs, step, MeasuredRun::posts).at((double) posts)
              : BY_GOLD.contains(step) ? byGold(step) : asBefore(step);
    };
  }

  private Optional<Range> embedding() {
    if (missingTexts == 0) {
      return Optional.of(Range.ZERO);
    }
    if (embedSeconds == null) {
      return Optional.empty();
    }
    Range range = Range.measured(embedSeconds * missingTexts / 1_000);
    return Optional.of(new Range(range.low() * WITHOUT_LOADING, range.expected(), range.high()));
  }

  /** As before, with every labeler's own rate for the posts beyond. */
  private Optional<Range> predicting() {
    return latest(Step.PREDICT)
        .map(
            run -> {
              double before = run.coreSeconds(Step.PREDICT).orElseThrow();
              double each = ratePer1000(run) / 1_000;
              double beyond = each * (posts - run.posts());
              Range range = Range.measured(Math.max(before + beyond, each * posts));
              // Neighbours are sought among the gold, and more of it may train further labelers.
              double moreGold = run.gold() == 0 ? 0 : Math.max(0, (double) gold / run.gold() - 1);
              return range.plus(new Range(0, 0, before * moreGold));
            });
  }

  private static double ratePer1000(MeasuredRun run) {
    return run
        .folder()
        .manifest()
        .step(Step.PREDICT.key())
        .orElseThrow()
        .notes()
        .entrySet()
        .stream()
        .filter(note -> note.getKey().startsWith(Predict.RATE))
        .mapToDouble(note -> Double.parseDouble(note.getValue()))
        .sum();
  }

  private Optional<Range> byGold(Step step) {
    return gold == 0
        ? asBefore(step)
        : MeasuredRun.growth(runs, step, MeasuredRun::gold).at((double) gold);
  }

  private Optional<Range> asBefore(Step step) {
    return latest(step).map(run -> Range.measured(run.coreSeconds(step).orElseThrow()));
  }

  private Optional<MeasuredRun> latest(Step step) {
    return runs.stream().filter(run -> run.coreSeconds(step).isPresent()).findFirst();
  }
}
