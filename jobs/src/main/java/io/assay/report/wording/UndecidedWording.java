package io.assay.report.wording;

import io.assay.decide.Decision.Undecided;

/** What it would take to know of one undecided labeler. */
final class UndecidedWording {
  private UndecidedWording() {}

  static String of(Undecided undecided) {
    return undecided.labeler() + " (" + toKnow(undecided) + ")";
  }

  static String toKnow(Undecided undecided) {
    Long n = undecided.n();
    if (n == null) {
      return "more labels will not help";
    }
    String gold = Prose.counted(n, "gold post") + " in all would probably tell";
    Double usd = undecided.usd();
    Double hours = undecided.hours();
    return usd == null || hours == null
        ? gold
        : gold + ", for " + Figures.money(usd) + " and " + Figures.duration(hours) + " more";
  }
}
