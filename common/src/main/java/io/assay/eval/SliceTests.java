package io.assay.eval;

import io.assay.sample.Part;
import io.assay.stats.Floors;
import io.assay.stats.Interval;
import io.assay.stats.Multiplicity;
import io.assay.stats.comparison.IndependentComparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where labelers are worse than elsewhere: each slice of the frame against the other posts, by
 * Fisher's exact test, adjusted over all slices of all labelers (Benjamini &amp; Hochberg 1995).
 */
public final class SliceTests {
  /** The code of an evaluation row of a slice whose accuracy is lower than that of the rest. */
  public static final String BELOW_THE_REST = "below-the-rest";

  /**
   * One slice of one labeler.
   *
   * @param slice {@code feature=value}
   * @param right gold posts of the slice that it labels rightly
   * @param n gold posts of the slice
   * @param difference accuracy of the slice minus that of the other posts
   * @param interval of the difference (Newcombe 1998)
   * @param p two-sided, before adjustment
   * @param adjusted over all slices tested
   */
  public record Tested(
      String labeler,
      String slice,
      long right,
      long n,
      double difference,
      Interval interval,
      double p,
      double adjusted) {

    /** Whether the labeler is worse here, the false discovery rate held at 5 %. */
    public boolean isBelowTheRest() {
      return difference < 0 && adjusted <= LabelerEvaluation.ALPHA;
    }
  }

  private SliceTests() {}

  /**
   * The slices with 15 gold posts in and outside of them, the worst first: by adjusted p, those
   * that are better last.
   */
  public static List<Tested> of(List<String> labelers, CountTable table) {
    List<Tested> tested = new ArrayList<>();
    for (String labeler : labelers) {
      for (Slice slice : Slice.of(table.of(labeler).in(Part.TEST).withGold())) {
        if (Math.min(slice.posts().n(), slice.others().n()) >= Floors.GOLD_FOR_INTERVAL) {
          tested.add(test(labeler, slice));
        }
      }
    }
    double[] adjusted = Multiplicity.bh(tested.stream().mapToDouble(Tested::p).toArray());
    List<Tested> result = new ArrayList<>();
    for (int i = 0; i < adjusted.length; i++) {
      result.add(adjusted(tested.get(i), adjusted[i]));
    }
    result.sort(
        Comparator.comparing((Tested t) -> t.difference() >= 0)
            .thenComparingDouble(Tested::adjusted)
            .thenComparingDouble(Tested::difference));
    return result;
  }

  /** The evaluation rows, those of slices below the rest with the code that says so. */
  public static List<EvaluationRow> marked(List<EvaluationRow> rows, List<Tested> tested) {
    return rows.stream().map(row -> isBelow(row, tested) ? marked(row) : row).toList();
  }

  private static boolean isBelow(EvaluationRow row, List<Tested> tested) {
    return row.metric().equals("accuracy")
        && tested.stream()
            .filter(Tested::isBelowTheRest)
            .anyMatch(t -> t.labeler().equals(row.labeler()) && t.slice().equals(row.slice()));
  }

  private static EvaluationRow marked(EvaluationRow r) {
    List<String> warnings = new ArrayList<>(r.warnings());
    warnings.add(BELOW_THE_REST);
    return r.withWarnings(warnings);
  }

  private static Tested test(String labeler, Slice slice) {
    IndependentComparison comparison =
        new IndependentComparison(
            slice.posts().n(Count::right),
            slice.posts().n(),
            slice.others().n(Count::right),
            slice.others().n());
    return new Tested(
        labeler,
        slice.name(),
        slice.posts().n(Count::right),
        slice.posts().n(),
        comparison.difference(),
        comparison.newcombe(LabelerEvaluation.ALPHA),
        comparison.fisherP(),
        Double.NaN);
  }

  private static Tested adjusted(Tested t, double adjusted) {
    return new Tested(t.labeler, t.slice, t.right, t.n, t.difference, t.interval, t.p, adjusted);
  }
}
