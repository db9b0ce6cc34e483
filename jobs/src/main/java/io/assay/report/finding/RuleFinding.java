package io.assay.report.finding;

import io.assay.label.RuleCount;
import io.assay.report.wording.Figures;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What each written rule does, and which hashtags could be rules. */
final class RuleFinding {
  private static final int WRITTEN = 25;
  private static final int SUGGESTED = 10;

  private RuleFinding() {}

  static Finding of(List<RuleCount> rules) {
    Finding.Builder finding =
        Finding.of(
            "rules",
            "What each rule does",
            "Labeler, Rule, Label, Origin, #Posts, #Of all, #Right, #With another rule, #Against another label");
    Stream<RuleCount> written =
        rules.stream()
            .filter(RuleCount::isWritten)
            .sorted(Comparator.comparingLong((RuleCount rule) -> rule.right() - rule.posts()))
            .limit(WRITTEN);
    Stream<RuleCount> suggested = rules.stream().filter(rule -> !rule.isWritten()).limit(SUGGESTED);
    Stream.concat(written, suggested).forEach(rule -> add(finding, rule));
    long idle = rules.stream().filter(rule -> rule.isWritten() && rule.posts() == 0).count();
    return finding.with(
        "Counted on the labelled posts of parts train and tune, so that rules can be changed by what stands here. Those with the most wrong posts come first; %s %s no post. All of them are in table rules."
            .formatted(Figures.count(idle), idle == 1 ? "rule matches" : "rules match"),
        "Suggested are hashtags that no rule knows and that speak most for a label; they were chosen by these same counts, so expect somewhat less of them.");
  }

  private static void add(Finding.Builder finding, RuleCount rule) {
    finding.row(
        rule.labeler(),
        rule.rule(),
        rule.label(),
        rule.origin(),
        Figures.count(rule.posts()),
        share(rule.posts(), rule.of()),
        share(rule.right(), rule.posts()),
        Figures.count(rule.overlaps()),
        Figures.count(rule.conflicts()));
  }

  private static String share(long part, long of) {
    return of == 0 ? "\u2013" : Figures.percent((double) part / of);
  }
}
