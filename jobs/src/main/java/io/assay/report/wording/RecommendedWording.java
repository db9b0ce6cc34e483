package io.assay.report.wording;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Bar;
import io.assay.decide.Decision.Candidate;
import java.util.List;
import java.util.Objects;

/** The verdict {@code recommended} in words. */
final class RecommendedWording implements VerdictText.Wording {
  private final Decision decision;
  private final Candidate chosen;

  /**
   * @throws IllegalArgumentException if the recommended labeler is not among the candidates
   */
  RecommendedWording(Decision decision) {
    this.decision = decision;
    this.chosen =
        decision.candidates().stream()
            .filter(c -> c.labeler().equals(decision.recommended()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "recommended " + decision.recommended() + " is not a candidate"));
  }

  @Override
  public List<String> verdict() {
    return List.of(use(), price());
  }

  @Override
  public List<String> more() {
    return decision.undecided().isEmpty() ? List.of(reason()) : List.of(reason(), stillOpen());
  }

  private String use() {
    Bar bar = decision.bar();
    Double lower = chosen.lower();
    Double coverage = chosen.coverage();
    String labels =
        BarWording.selective(bar) && coverage != null
            ? "it labels " + Figures.percent(coverage) + " of the posts and "
            : "it ";
    String limit =
        lower == null
            ? "meets the bar"
            : "is right on at least %s %s"
                .formatted(Figures.percentAtLeast(lower), BarWording.whose(bar));
    return "Use %s: %s%s (%s), and the bar is %s."
        .formatted(
            chosen.labeler(), labels, limit, BarWording.estimate(chosen), BarWording.bar(bar));
  }

  private String price() {
    Double usd = CorpusPrice.usd(chosen, decision.corpusSize());
    Double hours = chosen.hours();
    return "Labelling %s %s and %s."
        .formatted(
            Prose.counted(decision.corpusSize(), "post"),
            usd == null ? "has no known price" : "costs " + Figures.money(usd) + parts(usd),
            hours == null ? "takes an unknown time" : "takes " + Figures.duration(hours));
  }

  /** The split into once and per post, where both are there. */
  private String parts(double usd) {
    double fixed = Objects.requireNonNull(chosen.fixedUsd());
    double marginal = Objects.requireNonNull(chosen.marginalUsdPer1000());
    if (usd == 0 || fixed == 0 || marginal == 0) {
      return "";
    }
    return " (%s once and %s per 1,000 posts)"
        .formatted(Figures.money(fixed), Figures.money(marginal));
  }

  private String reason() {
    List<Candidate> proved =
        decision.candidates().stream().filter(c -> c.state().equals("meets")).toList();
    if (proved.size() < 2) {
      return "It is the only tool that is proved to meet the bar.";
    }
    List<String> cheaper = proved.stream().filter(this::cheaper).map(Candidate::labeler).toList();
    if (cheaper.isEmpty()) {
      return cheapest(proved);
    }
    return "Of the %d tools that are proved to meet the bar, %s would cost less, but costs within 20 %% count as equal, and then the more accurate tool wins."
        .formatted(proved.size(), Prose.list(cheaper));
  }

  /** Of tools without a price nothing can be said but that. */
  private String cheapest(List<Candidate> proved) {
    long priced =
        proved.stream().filter(c -> CorpusPrice.usd(c, decision.corpusSize()) != null).count();
    if (priced == 0) {
      return "Nobody knows what the %d tools cost that are proved to meet the bar; it is the most accurate of them."
          .formatted(proved.size());
    }
    return priced < proved.size()
        ? "Of the tools that are proved to meet the bar it is the cheapest whose price is known."
        : "It is the cheapest of the %d tools that are proved to meet the bar.".formatted(priced);
  }

  private boolean cheaper(Candidate other) {
    Double usd = CorpusPrice.usd(chosen, decision.corpusSize());
    Double otherUsd = CorpusPrice.usd(other, decision.corpusSize());
    return usd != null && otherUsd != null && otherUsd < usd;
  }

  private String stillOpen() {
    return "Cheaper and still undecided: "
        + Prose.list(decision.undecided().stream().map(UndecidedWording::of).toList())
        + ".";
  }
}
