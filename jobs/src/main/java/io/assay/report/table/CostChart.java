package io.assay.report.table;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Candidate;
import io.assay.eval.EvaluationRow;
import io.assay.report.model.ReportModel;
import io.assay.report.wording.BarWording;
import io.assay.report.wording.CorpusPrice;
import io.assay.report.wording.Figures;
import io.assay.report.wording.LabelerState;
import io.assay.report.wording.Prose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Accuracy against the price of the corpus: the data of the picture, and the same as a table.
 *
 * @param metric the bar's metric in words
 * @param bar 0 to 1
 * @param axis of dollars
 * @param low lowest share that is drawn, 0 to 1
 * @param high highest share that is drawn, 0 to 1
 * @param step between two lines of the scale
 * @param absent labelers without an estimate or a price
 */
public record CostChart(
    String metric,
    double bar,
    String barLabel,
    String corpus,
    CostAxis axis,
    double low,
    double high,
    double step,
    List<Point> points,
    List<String> absent) {

  /**
   * One labeler.
   *
   * @param x its place on the axis of dollars
   * @param value 0 to 1
   * @param lower of its two-sided interval, null where there is none
   * @param cost dollars in words
   * @param estimate the value in words
   * @param dominatedBy who costs no more and is estimated to be no worse; null for nobody
   */
  public record Point(
      String name,
      double x,
      double value,
      @Nullable Double lower,
      @Nullable Double upper,
      String cost,
      String estimate,
      @Nullable String interval,
      String state,
      String stateWord,
      String reason,
      @Nullable String dominatedBy,
      boolean recommended) {}

  /** A candidate that can be drawn. */
  private record Placed(Candidate candidate, double usd, double value, EvaluationRow row) {
    String name() {
      return candidate.labeler();
    }

    boolean dominates(Placed other) {
      return usd <= other.usd && value >= other.value && (usd < other.usd || value > other.value);
    }
  }

  /** The labelers of a run that have both a price and an estimate. */
  public static CostChart of(ReportModel model, Estimates estimates) {
    Decision decision = model.decision();
    List<Placed> placed = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    for (Candidate candidate : decision.candidates()) {
      Placed place = place(candidate, decision, estimates);
      if (place == null) {
        absent.add(candidate.labeler());
      } else {
        placed.add(place);
      }
    }
    CostAxis axis = CostAxis.of(placed.stream().map(Placed::usd).toList());
    List<Point> points = placed.stream().map(p -> point(p, placed, axis, decision)).toList();
    double bar = decision.bar().atLeast();
    Scale scale = Scale.of(points, bar);
    return new CostChart(
        BarWording.selective(decision.bar()) ? "accuracy on what it labels" : "accuracy",
        bar,
        "bar " + Figures.percentExact(bar),
        Prose.counted(decision.corpusSize(), "post"),
        axis,
        scale.low,
        scale.high,
        scale.step,
        points,
        absent);
  }

  /** Whether there is anything to draw. */
  boolean any() {
    return !points.isEmpty();
  }

  /** Who is not drawn, in words; empty when all are. */
  String absentNames() {
    return Prose.list(absent);
  }

  private static @Nullable Placed place(
      Candidate candidate, Decision decision, Estimates estimates) {
    EvaluationRow row = estimates.find(candidate.labeler(), decision.bar().metric());
    Double usd = CorpusPrice.usd(candidate, decision.corpusSize());
    Double value = row == null ? null : row.value();
    return row == null || usd == null || value == null
        ? null
        : new Placed(candidate, usd, value, row);
  }

  private static Point point(Placed placed, List<Placed> all, CostAxis axis, Decision decision) {
    LabelerState state = LabelerState.of(decision, placed.candidate, null);
    Cell estimate = Estimates.cell(placed.row, "");
    return new Point(
        placed.name(),
        axis.position(placed.usd),
        placed.value,
        placed.row.lower(),
        placed.row.upper(),
        Figures.money(placed.usd),
        estimate.text(),
        estimate.detail(),
        state.key(),
        state.word(),
        state.reason(),
        dominator(placed, all),
        placed.name().equals(decision.recommended()));
  }

  /** The most accurate of those that dominate, the cheapest of equals. */
  private static @Nullable String dominator(Placed placed, List<Placed> all) {
    return all.stream()
        .filter(other -> other.dominates(placed))
        .max(
            Comparator.comparingDouble(Placed::value)
                .thenComparing(Comparator.comparingDouble(Placed::usd).reversed()))
        .map(Placed::name)
        .orElse(null);
  }

  /** The scale of shares: every limit and the bar lie within, its ends are lines of it. */
  private record Scale(double low, double high, double step) {
    static Scale of(List<Point> points, double bar) {
      double low = bar;
      double high = bar;
      for (Point p : points) {
        low = Math.min(low, Objects.requireNonNullElse(p.lower, p.value));
        high = Math.max(high, Objects.requireNonNullElse(p.upper, p.value));
      }
      double step = high - low > 0.5 ? 0.2 : 0.1;
      double floor = Math.floor((low - 0.02) / step) * step;
      double ceiling = Math.ceil((high + 0.02) / step) * step;
      return new Scale(Math.max(0, tenths(floor)), Math.min(1, tenths(ceiling)), step);
    }

    private static double tenths(double share) {
      return Math.round(share * 10) / 10.0;
    }
  }
}
