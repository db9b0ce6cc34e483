package io.assay.report.table;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Candidate;
import io.assay.report.model.LabelerInfo;
import io.assay.report.model.ReportModel;
import io.assay.report.wording.CorpusPrice;
import io.assay.report.wording.Figures;
import io.assay.report.wording.LabelerState;
import io.assay.report.wording.MethodName;
import io.assay.report.wording.Prose;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every labeler with its quality, its price and its state, in the task file's order. */
public record LabelerTable(List<Row> rows, String intervals) {

  /**
   * One labeler.
   *
   * @param sentence what it does
   * @param accuracy over all posts; an abstention is not right
   * @param selective accuracy on the posts that it labels
   * @param per1000 marginal dollars for 1,000 posts
   * @param corpus fixed and marginal dollars for the corpus
   * @param hours for the corpus
   * @param recommended whether the verdict names it
   */
  public record Row(
      String name,
      String kind,
      String sentence,
      Cell coverage,
      Cell accuracy,
      Cell selective,
      Cell macroF1,
      Cell agreement,
      Cell per1000,
      Cell corpus,
      Cell hours,
      LabelerState state,
      boolean recommended) {}

  /** The labelers of a run. */
  public static LabelerTable of(ReportModel model, Estimates estimates) {
    Map<String, Candidate> candidates =
        model.decision().candidates().stream()
            .collect(Collectors.toMap(Candidate::labeler, Function.identity(), (a, b) -> a));
    List<Row> rows =
        model.labelers().stream()
            .map(l -> row(model.decision(), l, candidates.get(l.name()), estimates))
            .toList();
    return new LabelerTable(rows, intervals(model));
  }

  private static Row row(
      Decision decision, LabelerInfo info, @Nullable Candidate candidate, Estimates estimates) {
    LabelerState state = LabelerState.of(decision, candidate, info.note());
    String absent = absent(state);
    Function<String, Cell> measured =
        metric -> Estimates.cell(estimates.find(info.name(), metric), absent);
    return new Row(
        info.name(),
        info.kind(),
        info.sentence(),
        measured.apply("coverage"),
        measured.apply("accuracy"),
        measured.apply("selective_accuracy"),
        measured.apply("macro_f1"),
        Estimates.cell(
            estimates.find(info.name(), "agreement_with_llm"),
            "no posts that the reference LLM labelled too, or the reference LLM itself"),
        money(candidate == null ? null : candidate.marginalUsdPer1000()),
        money(candidate == null ? null : CorpusPrice.usd(candidate, decision.corpusSize())),
        hours(candidate),
        state,
        info.name().equals(decision.recommended()));
  }

  private static String absent(LabelerState state) {
    return switch (state.key()) {
      case "not-trained", "not-scored" ->
          state.reason().isEmpty() ? state.word() : state.word() + ": " + state.reason();
      default -> "not measured in this run";
    };
  }

  private static Cell money(@Nullable Double usd) {
    return usd == null ? Cell.missing("no price is known") : Cell.of(Figures.money(usd));
  }

  private static Cell hours(@Nullable Candidate candidate) {
    Double hours = candidate == null ? null : candidate.hours();
    return hours == null ? Cell.missing("not timed") : Cell.of(Figures.hours(hours));
  }

  /** How the intervals of accuracy came about, for the note above the table. */
  private static String intervals(ReportModel model) {
    List<String> methods =
        model.evaluation().stream()
            .filter(r -> r.primary() && r.slice().equals("all") && r.lower() != null)
            .filter(r -> r.metric().endsWith("accuracy"))
            .map(r -> MethodName.of(r.method()) + " at " + Figures.percentExact(r.level()))
            .distinct()
            .toList();
    return methods.isEmpty()
        ? "No interval of accuracy is given, as there are too few gold posts."
        : "Intervals are two-sided; those of accuracy: " + Prose.list(methods) + ".";
  }
}
