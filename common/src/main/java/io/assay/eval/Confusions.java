package io.assay.eval;

import io.assay.stats.ConfusionTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.ToIntFunction;

/** Which label was taken for which. */
public final class Confusions {
  private Confusions() {}

  /**
   * A label by people that a labeler took for another.
   *
   * @param gold the label by people
   * @param predicted the labeler's
   * @param n posts
   * @param ofGold all posts with that gold label
   */
  public record Pair(String gold, String predicted, long n, long ofGold) {}

  /** The confused pairs of one labeler, the most frequent first. */
  public static List<Pair> pairs(CountTable gold, List<String> labels) {
    ConfusionTable table = of(gold, labels);
    List<Pair> pairs = new ArrayList<>();
    for (int g = 0; g < labels.size(); g++) {
      for (int p = 0; p < labels.size(); p++) {
        if (g != p && table.count(g, p) > 0) {
          pairs.add(new Pair(labels.get(g), labels.get(p), table.count(g, p), table.gold(g)));
        }
      }
    }
    pairs.sort(Comparator.comparingLong(Pair::n).reversed());
    return pairs;
  }

  /** Gold by predicted label, and the posts without a label. */
  static ConfusionTable of(CountTable gold, List<String> labels) {
    long[] unanswered = new long[labels.size()];
    gold.where(c -> !c.labelled())
        .rows()
        .forEach(c -> unanswered[labels.indexOf(c.gold())] += c.n());
    return ConfusionTable.of(
        labels,
        table(gold.where(Count::labelled), labels, c -> labels.indexOf(c.gold())),
        unanswered);
  }

  /** Reference label by predicted label. */
  static long[][] table(CountTable labelled, List<String> labels, ToIntFunction<Count> reference) {
    long[][] counts = new long[labels.size()][labels.size()];
    for (Count c : labelled.rows()) {
      int predicted = labels.indexOf(Objects.requireNonNull(c.predicted()));
      counts[reference.applyAsInt(c)][predicted] += c.n();
    }
    return counts;
  }
}
