package io.assay.decide;

import io.assay.cost.Ledger;
import io.assay.decide.Decision.BreakEvenPair;
import io.assay.stats.planning.BreakEven;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From which corpus on a tool that is dear to make pays, for each pair that has a price. */
final class BreakEvens {
  private static final double POSTS_A_PRICE = 1_000;

  private BreakEvens() {}

  static List<BreakEvenPair> of(List<Contestant> contestants) {
    List<Ledger> priced =
        contestants.stream()
            .filter(c -> c.notTrained() == null)
            .map(Contestant::ledger)
            .filter(Ledger::isPriced)
            .toList();
    List<BreakEvenPair> pairs = new ArrayList<>();
    for (int a = 0; a < priced.size(); a++) {
      for (int b = a + 1; b < priced.size(); b++) {
        pairs.add(pair(priced.get(a), priced.get(b)));
      }
    }
    return pairs;
  }

  private static BreakEvenPair pair(Ledger a, Ledger b) {
    BreakEven point = BreakEven.of(cost(a), cost(b));
    return new BreakEvenPair(
        a.labeler(),
        b.labeler(),
        Double.isNaN(point.items()) ? null : point.items(),
        name(point.below(), a, b),
        name(point.above(), a, b));
  }

  private static BreakEven.Cost cost(Ledger ledger) {
    return new BreakEven.Cost(
        ledger.fixedUsd().doubleValue(), ledger.marginalUsdPer1000().doubleValue() / POSTS_A_PRICE);
  }

  private static @Nullable String name(BreakEven.Cheaper cheaper, Ledger a, Ledger b) {
    return switch (cheaper) {
      case A -> a.labeler();
      case B -> b.labeler();
      case TIE -> null;
    };
  }
}
