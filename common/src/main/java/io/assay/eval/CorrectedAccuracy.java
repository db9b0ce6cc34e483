package io.assay.eval;

import io.assay.stats.Estimate;
import io.assay.stats.Warnings;
import io.assay.stats.stratified.PostStratified;
import java.util.List;
import java.util.Optional;

/**
 * Accuracy from a little gold and many labels of the reference LLM: PS+ over the posts that the
 * labeler labels, in two cells by whether the LLM says the same, times its exact coverage, as a
 * post without a label is not right.
 */
final class CorrectedAccuracy {
  private CorrectedAccuracy() {}

  /**
   * The estimate over the frame; it is to be shown before that from gold alone where {@link
   * #leads}.
   *
   * @param frame counts of one labeler that was not asked about a sample only
   * @return empty unless posts with the LLM's label outnumber those with gold
   */
  static Optional<Estimate> of(CountTable frame, double alpha) {
    CountTable labelled = frame.withLlm().where(Count::labelled);
    CountTable gold = labelled.withGold();
    if (frame.withLlm().n() <= frame.withGold().n() || gold.n() == 0) {
      return Optional.empty();
    }
    List<PostStratified.Cell> cells =
        List.of(
            cell(labelled.where(Count::agrees)), cell(labelled.where(count -> !count.agrees())));
    double coverage = (double) frame.n(Count::labelled) / frame.n();
    double effective = labelled.sumW() * labelled.sumW() / labelled.sumW2();
    return Optional.of(
        PostStratified.of(cells, effective, alpha).estimate(alpha, gold.n()).times(coverage));
  }

  /** Whether it has an interval, and not nearly all of its weight in one cell. */
  static boolean leads(Estimate estimate) {
    return !Double.isNaN(estimate.lower())
        && !estimate.warnings().contains(Warnings.ONE_HEAVY_CELL);
  }

  private static PostStratified.Cell cell(CountTable table) {
    CountTable gold = table.withGold();
    return new PostStratified.Cell(table.sumW(), (double) gold.n(Count::right), (double) gold.n());
  }
}
