package io.assay.report.wording;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Candidate;
import io.assay.decide.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What differs between two decisions about the same counts, line by line. */
public final class DecisionChanges {
  private final Decision before;
  private final Decision after;
  private final List<String> lines = new ArrayList<>();

  private DecisionChanges(Decision before, Decision after) {
    this.before = before;
    this.after = after;
  }

  /** A heading, then one line for each thing that differs as people see it. */
  public static List<String> between(Decision stored, Decision other) {
    DecisionChanges changes = new DecisionChanges(stored, other);
    changes.frame();
    changes.candidates();
    return changes.lines.isEmpty()
        ? List.of("Nothing differs from the stored decision.")
        : changes.headed();
  }

  private List<String> headed() {
    lines.add(0, "What differs from the stored decision of " + before.ds() + ":");
    return lines;
  }

  private void frame() {
    change("verdict", verdict(before), verdict(after));
    change("bar", BarWording.bar(before.bar()), BarWording.bar(after.bar()));
    change(
        "confidence",
        Figures.percentExact(before.bar().confidence()),
        Figures.percentExact(after.bar().confidence()));
    change("look", "number " + before.look().number(), "number " + after.look().number());
    change(
        "corpus",
        Prose.counted(before.corpusSize(), "post"),
        Prose.counted(after.corpusSize(), "post"));
    change("more labels", more(before), more(after));
  }

  private void candidates() {
    for (Candidate candidate : after.candidates()) {
      before.candidates().stream()
          .filter(c -> c.labeler().equals(candidate.labeler()))
          .findFirst()
          .ifPresent(was -> candidate(was, candidate));
    }
  }

  private void candidate(Candidate was, Candidate is) {
    change(is.labeler(), was.state(), is.state());
    change(
        is.labeler(),
        usd(CorpusPrice.usd(was, before.corpusSize())),
        usd(CorpusPrice.usd(is, after.corpusSize())));
    change(is.labeler(), time(was.hours()), time(is.hours()));
  }

  private void change(String what, String was, String is) {
    if (!was.equals(is)) {
      lines.add(String.format(Locale.ROOT, "  %-16s %s, not %s", what, is, was));
    }
  }

  private static String verdict(Decision decision) {
    return decision.verdict() == Verdict.RECOMMENDED
        ? "recommended " + Objects.requireNonNull(decision.recommended())
        : decision.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String more(Decision decision) {
    Decision.MoreLabels more = decision.moreLabels();
    return more == null
        ? "none to buy"
        : Prose.counted(more.n(), "gold label") + " for " + Figures.money(more.usd());
  }

  private static String usd(@Nullable Double usd) {
    return usd == null ? "an unknown price" : Figures.money(usd);
  }

  private static String time(@Nullable Double hours) {
    return hours == null ? "an unknown time" : Figures.duration(hours);
  }
}
