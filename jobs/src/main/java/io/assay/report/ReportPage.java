package io.assay.report;

import io.assay.decide.Decision;
import io.assay.decide.Verdict;
import io.assay.report.finding.CostFindings;
import io.assay.report.finding.ErrorFindings;
import io.assay.report.finding.Finding;
import io.assay.report.finding.JudgeFindings;
import io.assay.report.model.ReportModel;
import io.assay.report.model.RunFact;
import io.assay.report.table.CostChart;
import io.assay.report.table.Estimates;
import io.assay.report.table.LabelerTable;
import io.assay.report.table.LedgerTable;
import io.assay.report.table.LlmStatusTable;
import io.assay.report.table.PartTable;
import io.assay.report.table.PerLabelTable;
import io.assay.report.table.TellingApart;
import io.assay.report.table.WrongItems;
import io.assay.report.wording.Caveats;
import io.assay.report.wording.VerdictText;
import java.util.List;
import java.util.stream.Stream;

/** All that a template shows, worded and rounded, in the order of the page. */
record ReportPage(
    String task,
    String ds,
    String verdictKey,
    String verdictWord,
    VerdictText verdict,
    CostChart chart,
    LabelerTable labelers,
    TellingApart apart,
    PerLabelTable perLabel,
    LedgerTable ledger,
    LlmStatusTable llm,
    PartTable parts,
    Caveats caveats,
    WrongItems wrong,
    List<Finding> findings,
    List<RunFact> facts,
    List<RunFact> inputs) {

  static ReportPage of(ReportModel model) {
    Estimates estimates = new Estimates(model.evaluation());
    Decision decision = model.decision();
    VerdictText verdict = VerdictText.of(decision, model.modelNote());
    return new ReportPage(
        model.task(),
        model.ds(),
        key(decision.verdict()),
        key(decision.verdict()).replace('-', ' '),
        verdict,
        CostChart.of(model, estimates),
        LabelerTable.of(model, estimates),
        TellingApart.of(model),
        PerLabelTable.of(model, estimates),
        LedgerTable.of(model),
        LlmStatusTable.of(model.llmStatuses()),
        PartTable.of(model.parts()),
        Caveats.of(model, verdict),
        WrongItems.of(model.examples()),
        findings(model, estimates),
        model.facts(),
        decision.inputs().entrySet().stream()
            .map(e -> new RunFact(e.getKey(), e.getValue()))
            .toList());
  }

  private static List<Finding> findings(ReportModel model, Estimates estimates) {
    return Stream.of(
            CostFindings.of(model.decision()),
            JudgeFindings.of(model, estimates),
            ErrorFindings.of(model))
        .flatMap(List::stream)
        .filter(Finding::any)
        .toList();
  }

  boolean anyMore() {
    return !verdict.more().isEmpty();
  }

  boolean anyInputs() {
    return !inputs.isEmpty();
  }

  private static String key(Verdict verdict) {
    return switch (verdict) {
      case RECOMMENDED -> "recommended";
      case NO_TOOL_MEETS_THE_BAR -> "no-tool-meets-the-bar";
      case NOT_ENOUGH_EVIDENCE -> "not-enough-evidence";
    };
  }
}
