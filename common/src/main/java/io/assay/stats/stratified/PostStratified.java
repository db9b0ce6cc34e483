package io.assay.stats.stratified;

import io.assay.stats.Estimate;
import io.assay.stats.Floors;
import io.assay.stats.Interval;
import io.assay.stats.Means;
import io.assay.stats.Quantiles;
import io.assay.stats.Warnings;
import java.util.List;

/**
 * PS+: accuracy from a little gold and many LLM labels, post-stratified by what the LLM says, with
 * each cell shrunk towards the pooled share. Its coverage is shown by simulation; it is for showing
 * and planning, never a certificate.
 *
 * @param raw Σ wₖrₖ, the value to show
 * @param shrunk Σ wₖμₖ, the centre of the interval
 * @param standardError of the shrunk value
 * @param n gold posts, effective when weighted
 * @param cells number of cells
 * @param heaviest weight of the heaviest cell, 0 to 1
 * @param thinnest gold posts of the cell with the fewest
 */
public record PostStratified(
    double raw,
    double shrunk,
    double standardError,
    double n,
    int cells,
    double heaviest,
    double thinnest) {
  private static final double HEAVY = 0.85;
  private static final double GOLD_FOR_A_HEAVY_CELL = 70;

  /**
   * One value of the surrogate (agreement with the LLM, optionally by confidence and predicted
   * label).
   *
   * @param weight share of the LLM-labelled posts that lie in the cell, before or after
   *     normalisation
   * @param right gold posts of the cell that are right
   * @param gold gold posts of the cell
   */
  public record Cell(double weight, double right, double gold) {
    /** Checks the ranges. */
    public Cell {
      if (!(weight >= 0 && right >= 0 && right <= gold * (1 + 1e-12))) {
        throw new IllegalArgumentException(
            "cell of weight " + weight + " with " + right + " right of " + gold);
      }
    }

    /** A cell whose gold has unequal weights: Kish's effective count times the weighted mean. */
    public static Cell weighted(double weight, double effectiveGold, double weightedMean) {
      return new Cell(weight, effectiveGold * weightedMean, effectiveGold);
    }

    private double share() {
      return right / gold;
    }
  }

  /**
   * The estimate for one simple random sample of gold. It depends on alpha through the shrinkage.
   *
   * @param labelled LLM-labelled posts behind the weights; {@code Double.POSITIVE_INFINITY} when
   *     the weights are known for the whole corpus
   * @param alpha two-sided error probability of the interval that will be asked for
   */
  public static PostStratified of(List<Cell> cells, double labelled, double alpha) {
    double total = Means.sum(cells.size(), i -> cells.get(i).weight());
    double n = Means.sum(cells.size(), i -> cells.get(i).gold());
    double right = Means.sum(cells.size(), i -> cells.get(i).right());
    double heaviest = cells.stream().mapToDouble(Cell::weight).max().orElse(Double.NaN) / total;
    double thinnest = cells.stream().mapToDouble(Cell::gold).min().orElse(0);
    if (n == 0 || !(total > 0)) {
      return new PostStratified(
          Double.NaN, Double.NaN, Double.NaN, n, cells.size(), heaviest, thinnest);
    }
    double z = Quantiles.z(alpha);
    double pooled = (right + z * z / 2) / (n + z * z);
    double raw = 0;
    double rawSquares = 0;
    double shrunk = 0;
    double variance = 0;
    for (Cell cell : cells) {
      double w = cell.weight() / total;
      double r = cell.gold() == 0 ? right / n : cell.share();
      double mu = (cell.right() + pooled) / (cell.gold() + 1);
      double laplace = (cell.right() + 1) / (cell.gold() + 2);
      raw += w * r;
      rawSquares += w * r * r;
      shrunk += w * mu;
      variance += w * w * Math.max(mu * (1 - mu), laplace * (1 - laplace)) / (cell.gold() + 1);
    }
    variance += Math.max(0, rawSquares - raw * raw) / labelled;
    return new PostStratified(
        raw, shrunk, Math.sqrt(variance), n, cells.size(), heaviest, thinnest);
  }

  /** A design stratum: its share of the frame and its own estimate. */
  public record Stratum(double weight, PostStratified estimate) {}

  /** Combines design strata, each with its own simple random sample: Σ W θ and Σ W² V. */
  public static PostStratified combine(List<Stratum> strata) {
    double total = Means.sum(strata.size(), i -> strata.get(i).weight());
    double raw = 0;
    double shrunk = 0;
    double variance = 0;
    double n = 0;
    int cells = 0;
    double heaviest = 0;
    double thinnest = Double.POSITIVE_INFINITY;
    for (Stratum stratum : strata) {
      double w = stratum.weight() / total;
      PostStratified part = stratum.estimate();
      raw += w * part.raw;
      shrunk += w * part.shrunk;
      variance += w * w * part.standardError * part.standardError;
      n += part.n;
      cells = Math.max(cells, part.cells);
      heaviest = Math.max(heaviest, part.heaviest);
      thinnest = Math.min(thinnest, part.thinnest);
    }
    return new PostStratified(raw, shrunk, Math.sqrt(variance), n, cells, heaviest, thinnest);
  }

  /** The interval around the shrunk value, cut to [0, 1]. */
  public Interval interval(double alpha) {
    return Interval.around(shrunk, Quantiles.z(alpha) * standardError).asProbability();
  }

  /** Whether nearly all weight lies in one cell and gold is so rare that Wilson should lead. */
  public boolean isOneHeavyCell() {
    return n < GOLD_FOR_A_HEAVY_CELL && heaviest >= HEAVY;
  }

  /**
   * The raw value with the interval, at the floors of gold.
   *
   * @param gold gold posts, unweighted
   */
  public Estimate estimate(double alpha, long gold) {
    if (Double.isNaN(raw)) {
      return Estimate.undefined(alpha, "ps+", gold, Warnings.NO_DATA);
    }
    Estimate estimate =
        Estimate.of(raw, interval(alpha), alpha, "ps+", gold).withEffectiveN(n).atGoldFloors(gold);
    if (isOneHeavyCell()) {
      estimate = estimate.withWarning(Warnings.ONE_HEAVY_CELL);
    }
    if (thinnest < Floors.GOLD_PER_CELL) {
      estimate = estimate.withWarning(Warnings.THIN_CELL);
    }
    return cells > Floors.CELLS ? estimate.withWarning(Warnings.MANY_CELLS) : estimate;
  }
}
