package io.assay.report;

import io.assay.cost.CostRow;
import io.assay.decide.Decision;
import io.assay.decide.Decision.Bar;
import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.FirstStage;
import io.assay.decide.Decision.Look;
import io.assay.decide.Decision.MoreLabels;
import io.assay.decide.Decision.Undecided;
import io.assay.decide.Verdict;
import io.assay.eval.ComparisonRow;
import io.assay.eval.EvaluationRow;
import io.assay.report.model.Example;
import io.assay.report.model.LabelerInfo;
import io.assay.report.model.ReportModel;
import io.assay.report.model.RunFact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reports as real runs would fill them. */
final class SampleReport {
  private static final Map<String, String> LABELS =
      ordered(
          """
          funny;makes people laugh
          cute;babies, puppies, anything adorable
          wow;amazing, impressive, hard to believe
          sad;loss, disappointment, homesickness
          angry;annoyed, outraged
          celebrate;a birthday, a win, good news
          tired;sleepy, worn out, Monday
          """,
          text -> text);

  private static final Map<String, Long> PARTS =
      ordered("train;416\ntune;104\ncalibrate;104\ntest;416", Long::valueOf);

  private static final String FACTS =
      """
      gold posts scored;408 of the 416 posts of the test part
      how gold was drawn;not stated; taken as a simple random sample
      seed;7
      embedding model;all-MiniLM-L6-v2, int8, cd0f28d2b598
      LLM;qwen2.5-coder-1.5b-instruct, q4_k_m, temperature 0
      task file;conf/tasks/gif-mood.yaml, 9f31c02e77d1
      """;

  private static final String TRAMPOLINE =
      "Has anyone lost a trampoline? Asking because mine has been replaced by a nicer one";
  private static final String BENCH =
      "first match 7am, next one 6pm. eleven hours on a bench with a warm banana \ud83c\udf4c #blessed";

  private SampleReport() {}

  static ReportModel recommended() {
    return model(SampleTools.decision("logistic", null), null);
  }

  static ReportModel withModelNote(String note) {
    return model(SampleTools.decision("logistic", null), note);
  }

  static ReportModel notEnough() {
    return model(SampleTools.decision(null, new MoreLabels(212, 63.6, 3.533)), null);
  }

  private static ReportModel model(Decision decision, @Nullable String modelNote) {
    return new ReportModel(
        decision.task(),
        decision.ds(),
        LABELS,
        decision,
        SampleRows.evaluation(LABELS.keySet()),
        SampleRows.comparisons(),
        SampleRows.costs(),
        SampleTools.labelers(),
        Map.of("llm", ordered("labelled;118\ninvalid;1\ntruncated;1", Long::valueOf)),
        PARTS,
        examples(),
        facts(),
        SampleDiagnosis.of(LABELS.keySet()),
        modelNote,
        12_340);
  }

  private static List<Example> examples() {
    return List.of(
        new Example("p0004", TRAMPOLINE, "funny", "logistic", "wow", null),
        new Example("p0004", TRAMPOLINE, "funny", "nearest", "sad", "like p0131, p0718"),
        new Example("p0005", BENCH, "tired", "tag-rules", "celebrate", "#blessed"),
        new Example("p0005", BENCH, "tired", "regexes", null, null),
        new Example("p0612", "The printer works again. #soproud", "angry", "llm", "wow", "wow"));
  }

  private static List<RunFact> facts() {
    return FACTS
        .lines()
        .map(line -> line.split(";", 2))
        .map(pair -> new RunFact(pair[0], pair[1]))
        .toList();
  }

  private static <V> Map<String, V> ordered(String lines, Function<String, V> value) {
    Map<String, V> map = new LinkedHashMap<>();
    lines
        .lines()
        .map(line -> line.split(";", 2))
        .forEach(pair -> map.put(pair[0], value.apply(pair[1])));
    return map;
  }

  /** A run that has no gold, no LLM, no prices and no examples. */
  static ReportModel empty() {
    Candidate blind =
        new Candidate("tag-rules", 0, 0, null, null, null, null, null, null, null, "not-scored");
    Decision decision =
        new Decision(
            1,
            "gif-mood",
            "2026-08-03",
            Verdict.NOT_ENOUGH_EVIDENCE,
            null,
            new Bar("accuracy", 0.7, 0.95, null),
            1040,
            new Look(1, 1, 0.025),
            List.of(blind),
            List.of(),
            null,
            null,
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null);
    return bare(
        decision, List.of(), List.of(new LabelerInfo("tag-rules", "regex", "Looks.", null)));
  }

  /** Tools that lie on one another in the picture: free ones, near ties, long names. */
  static ReportModel crowded() {
    List<Candidate> candidates = new ArrayList<>();
    List<EvaluationRow> rows = new ArrayList<>();
    List<LabelerInfo> infos = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String name = i % 3 == 0 ? "classifier-with-a-long-name-" + i : "tool-" + i;
      double value = 0.86 + 0.008 * i;
      double fixed = i < 3 ? 0 : i < 8 ? 120 + i : 90_000;
      String state = i % 4 == 1 ? "too-slow" : "meets";
      candidates.add(
          new Candidate(
              name, 163, 140 + i, value, value - 0.05, value + 0.04, 0.4, fixed, 0.0, 0.2, state));
      rows.add(SampleRows.wilson(name, "selective_accuracy", "all", value, 163, List.of()));
      infos.add(new LabelerInfo(name, "classifier", "A tool of the sample.", null));
    }
    Decision decision =
        new Decision(
            1,
            "gif-mood",
            "2026-08-03",
            Verdict.RECOMMENDED,
            "tool-2",
            new Bar("selective_accuracy", 0.8, 0.9, 0.3),
            1040,
            new Look(1, 10, 0.005),
            candidates,
            List.of(),
            null,
            null,
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null);
    return bare(decision, rows, infos);
  }

  private static ReportModel bare(
      Decision decision, List<EvaluationRow> rows, List<LabelerInfo> infos) {
    return new ReportModel(
        decision.task(),
        decision.ds(),
        LABELS,
        decision,
        rows,
        List.of(),
        List.of(),
        infos,
        Map.of(),
        PARTS,
        List.of(),
        List.of(),
        SampleDiagnosis.NONE,
        null,
        0);
  }

  /** A report in which every text is the given one. */
  static ReportModel poisoned(String poison) {
    Candidate candidate =
        new Candidate(poison, 408, 311, 0.76, 0.70, 0.81, 1.0, 123.6, 0.0023, 3.3, "meets");
    Decision decision =
        new Decision(
            1,
            poison,
            poison,
            Verdict.RECOMMENDED,
            poison,
            new Bar("accuracy", 0.68, 0.95, null),
            SampleTools.CORPUS,
            new Look(1, 1, 0.025),
            List.of(candidate),
            List.of(new Undecided(poison, 900L, 1.0, 1.0, poison)),
            new FirstStage(poison, 0.083, 0.95, 0.9),
            null,
            List.of(poison),
            Map.of(poison, poison),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null);
    List<EvaluationRow> rows =
        List.of(
            SampleRows.wilson(poison, "accuracy", "all", 0.76, 408, List.of(poison)),
            SampleRows.point(poison, "f1", "label=" + poison, poison, 0.5, 20));
    ComparisonRow pair =
        new ComparisonRow(poison, poison, "accuracy", 0.1, 0.0, 0.2, 0.1, 0.2, poison, 408);
    BigDecimal one = BigDecimal.ONE;
    return new ReportModel(
        poison,
        poison,
        Map.of(poison, poison),
        decision,
        rows,
        List.of(pair),
        List.of(new CostRow(poison, poison, poison, 1, poison, one, poison, one, poison)),
        List.of(new LabelerInfo(poison, poison, poison, poison)),
        Map.of(poison, Map.of(poison, 3L)),
        Map.of(poison, 5L),
        List.of(new Example(poison, poison, poison, poison, poison, poison)),
        List.of(new RunFact(poison, poison)),
        SampleDiagnosis.poisoned(poison),
        poison,
        0);
  }
}
