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
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as a real run would fill it: eight labelers, seven labels, 408 gold posts. */
final class SampleReport {
  private static final double BAR = 0.7;
  private static final long CORPUS = 5_000_000;
  private static final double Z = 1.959964;

  /** One labeler in short; {@code right} below 0 stands for one that could not be trained. */
  private record Tool(
      String name,
      String kind,
      String sentence,
      double coverage,
      int right,
      int n,
      double fixed,
      double per1000,
      double hours,
      String state) {}

  private static final List<Tool> TOOLS =
      List.of(
          tool(
              "tag-rules",
              "hashtag-rules",
              "Looks its hashtags up in a list of 48 rules.",
              0.083,
              31,
              408,
              60,
              0,
              0.02,
              "fails"),
          tool(
              "tag-odds",
              "hashtag-odds",
              "Learns from training posts how much each hashtag speaks for each mood.",
              0.412,
              141,
              408,
              122.4,
              0.00002,
              0.03,
              "fails"),
          tool(
              "regexes",
              "regex",
              "Looks for 31 patterns in the text.",
              0.274,
              86,
              408,
              120,
              0,
              0.05,
              "fails"),
          tool(
              "prototype",
              "prototype",
              "Takes the label whose description is nearest in meaning.",
              1,
              229,
              408,
              0,
              0.0021,
              3.1,
              "fails"),
          tool(
              "nearest",
              "knn",
              "Lets the 15 most similar training posts vote.",
              0.951,
              281,
              408,
              123.1,
              0.0034,
              4.6,
              "undecided"),
          tool(
              "logistic",
              "classifier",
              "Logistic regression on the embedding, hashtags and words.",
              1,
              311,
              408,
              123.6,
              0.0023,
              3.3,
              "meets"),
          tool(
              "student",
              "classifier",
              "The same, trained on the LLM's labels instead of people's.",
              1,
              -1,
              0,
              0,
              0.0023,
              3.3,
              "not-trained"),
          tool(
              "llm",
              "llm",
              "Asks qwen2.5-coder-1.5b with four examples for one word.",
              0.983,
              96,
              120,
              180,
              0.19,
              212,
              "undecided"));

  private static final Map<String, String> LABELS = labels();

  private SampleReport() {}

  private static Tool tool(
      String name,
      String kind,
      String sentence,
      double coverage,
      int right,
      int n,
      double fixed,
      double per1000,
      double hours,
      String state) {
    return new Tool(name, kind, sentence, coverage, right, n, fixed, per1000, hours, state);
  }

  static ReportModel recommended() {
    return model(decision(Verdict.RECOMMENDED, "logistic", null), null);
  }

  static ReportModel withModelNote(String note) {
    return model(decision(Verdict.RECOMMENDED, "logistic", null), note);
  }

  static ReportModel notEnough() {
    return model(
        decision(Verdict.NOT_ENOUGH_EVIDENCE, null, new MoreLabels(212, 63.6, 3.533)), null);
  }

  /** A run that has no gold, no LLM, no prices and no examples. */
  static ReportModel empty() {
    Decision decision =
        new Decision(
            1,
            "gif-mood",
            "2026-08-03",
            Verdict.NOT_ENOUGH_EVIDENCE,
            null,
            new Bar("accuracy", BAR, 0.95, null),
            1040,
            new Look(1, 1, 0.025),
            List.of(
                new Candidate(
                    "tag-rules", 0, 0, null, null, null, null, null, null, null, "not-scored")),
            List.of(),
            null,
            null,
            List.of("no-gold"),
            Map.of());
    return new ReportModel(
        "gif-mood",
        "2026-08-03",
        LABELS,
        decision,
        List.of(),
        List.of(),
        List.of(),
        List.of(new LabelerInfo("tag-rules", "hashtag-rules", "Looks hashtags up.", null)),
        Map.of(),
        Map.of("test", 1040L),
        List.of(),
        List.of(),
        null,
        0);
  }

  /** The sample with every text that may come from outside replaced. */
  static ReportModel poisoned(String poison) {
    Decision d = decision(Verdict.RECOMMENDED, poison, null);
    Candidate candidate =
        new Candidate(poison, 408, 311, 0.762, 0.703, 0.815, 1.0, 123.6, 0.0023, 3.3, "meets");
    Decision decision =
        new Decision(
            1,
            poison,
            poison,
            d.verdict(),
            poison,
            d.bar(),
            CORPUS,
            d.look(),
            List.of(candidate),
            List.of(new Undecided(poison, 900L, 1.0, 1.0, poison)),
            new FirstStage(poison, 0.083, 0.95, 0.9),
            null,
            List.of(poison),
            Map.of(poison, poison));
    EvaluationRow accuracy = row(poison, "accuracy", "all", 0.762, 408, List.of(poison));
    EvaluationRow f1 = row(poison, "f1", "label=" + poison, 0.5, 20, List.of());
    CostRow cost =
        new CostRow(
            poison, poison, poison, 1, poison, BigDecimal.ONE, poison, BigDecimal.ONE, poison);
    ComparisonRow pair =
        new ComparisonRow(poison, poison, "accuracy", 0.1, 0.0, 0.2, 0.1, 0.2, poison, 408);
    return new ReportModel(
        poison,
        poison,
        Map.of(poison, poison),
        decision,
        List.of(accuracy, f1),
        List.of(pair),
        List.of(cost),
        List.of(new LabelerInfo(poison, poison, poison, poison)),
        Map.of(poison, Map.of(poison, 3L)),
        Map.of(poison, 5L),
        List.of(new Example(poison, poison, poison, poison, poison, poison)),
        List.of(new RunFact(poison, poison)),
        poison,
        0);
  }

  private static ReportModel model(Decision decision, @Nullable String modelNote) {
    List<LabelerInfo> labelers =
        TOOLS.stream()
            .map(
                t ->
                    new LabelerInfo(
                        t.name,
                        t.kind,
                        t.sentence,
                        t.right < 0 ? "no post of the training part was asked of an LLM" : null))
            .toList();
    return new ReportModel(
        "gif-mood",
        "2026-08-03",
        LABELS,
        decision,
        evaluation(),
        comparisons(),
        costs(),
        labelers,
        Map.of("llm", statuses()),
        parts(),
        examples(),
        facts(),
        modelNote,
        12_340);
  }

  private static Decision decision(
      Verdict verdict, @Nullable String recommended, @Nullable MoreLabels more) {
    return new Decision(
        1,
        "gif-mood",
        "2026-08-03",
        verdict,
        recommended,
        new Bar("accuracy", verdict == Verdict.RECOMMENDED ? BAR : 0.78, 0.95, null),
        CORPUS,
        new Look(2, 7, 0.05 / 42),
        TOOLS.stream().map(t -> candidate(t, verdict)).toList(),
        List.of(new Undecided("nearest", 2650L, 672.6, 37.4, "")),
        new FirstStage("tag-rules", 0.083, 0.9412, 0.9003),
        more,
        List.of("assumed-random-gold"),
        Map.of("posts", "5b0c61f2a94d", "gold", "e1f7729c0ab3"));
  }

  private static Candidate candidate(Tool t, Verdict verdict) {
    if (t.right < 0) {
      return new Candidate(t.name, 0, 0, null, null, null, null, null, null, null, t.state);
    }
    double value = (double) t.right / t.n;
    double half = 3.04 * Math.sqrt(value * (1 - value) / t.n);
    String state =
        verdict == Verdict.RECOMMENDED || !t.state.equals("meets") ? t.state : "undecided";
    return new Candidate(
        t.name,
        t.n,
        t.right,
        value,
        value - half,
        value + half,
        t.coverage,
        t.fixed,
        t.per1000,
        t.hours,
        state);
  }

  private static List<EvaluationRow> evaluation() {
    List<EvaluationRow> rows = new ArrayList<>();
    for (Tool t : TOOLS) {
      if (t.right >= 0) {
        double accuracy = (double) t.right / t.n;
        List<String> warnings = t.coverage < 0.1 ? List.of("exploratory") : List.of();
        rows.add(row(t.name, "accuracy", "all", accuracy, t.n, List.of()));
        rows.add(census(t.name, t.coverage));
        rows.add(
            row(
                t.name,
                "selective_accuracy",
                "all",
                Math.min(1, accuracy / t.coverage),
                Math.round(t.n * t.coverage),
                warnings));
        rows.add(row(t.name, "macro_f1", "all", accuracy * 0.94, t.n, List.of()));
        if (!t.name.equals("llm")) {
          rows.add(row(t.name, "agreement_with_llm", "all", accuracy * 0.9, 120, List.of()));
        }
        rows.addAll(perLabel(t, accuracy));
      }
    }
    return rows;
  }

  private static EvaluationRow row(
      String labeler, String metric, String slice, double value, long n, List<String> warnings) {
    double centre = (value + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z * Math.sqrt(value * (1 - value) / n + Z * Z / (4.0 * n * n)) / (1 + Z * Z / n);
    return new EvaluationRow(
        labeler,
        "gold",
        metric,
        slice,
        "wilson",
        value,
        centre - half,
        centre + half,
        0.95,
        n,
        null,
        true,
        warnings);
  }

  private static EvaluationRow census(String labeler, double coverage) {
    return new EvaluationRow(
        labeler,
        "gold",
        "coverage",
        "all",
        "census",
        coverage,
        null,
        null,
        0.95,
        416,
        null,
        true,
        List.of());
  }

  private static List<EvaluationRow> perLabel(Tool t, double accuracy) {
    List<EvaluationRow> rows = new ArrayList<>();
    int i = 0;
    for (String label : LABELS.keySet()) {
      long n = 38 + 11L * i;
      double tilt = 0.12 * Math.sin(i + t.name.length());
      double precision = Math.min(0.97, accuracy / t.coverage + tilt);
      double recall = Math.max(0.02, accuracy - tilt);
      String slice = "label=" + label;
      rows.add(plain(t.name, "precision", slice, precision, Math.round(n * t.coverage)));
      rows.add(plain(t.name, "recall", slice, recall, n));
      boolean undefined = t.name.equals("tag-rules") && label.equals("wow");
      Double f1 = undefined ? null : 2 * precision * recall / (precision + recall);
      rows.add(plain(t.name, "f1", slice, f1, n));
      i++;
    }
    return rows;
  }

  private static EvaluationRow plain(
      String labeler, String metric, String slice, @Nullable Double value, long n) {
    return new EvaluationRow(
        labeler, "gold", metric, slice, "ratio", value, null, null, 0.95, n, null, true, List.of());
  }

  private static List<ComparisonRow> comparisons() {
    List<ComparisonRow> rows = new ArrayList<>();
    List<Tool> scored = TOOLS.stream().filter(t -> t.right >= 0).toList();
    for (int i = 0; i < scored.size(); i++) {
      for (int j = i + 1; j < scored.size(); j++) {
        Tool a = scored.get(i);
        Tool b = scored.get(j);
        double d = (double) a.right / a.n - (double) b.right / b.n;
        double p = Math.min(1, Math.exp(-Math.abs(d) * 40));
        rows.add(
            new ComparisonRow(
                a.name,
                b.name,
                "accuracy",
                d,
                d - 0.055,
                d + 0.055,
                p,
                Math.min(1, p * 6),
                "McNemar mid-p, Holm",
                Math.min(a.n, b.n)));
      }
    }
    return rows;
  }

  private static List<CostRow> costs() {
    List<CostRow> rows = new ArrayList<>();
    rows.add(cost("tag-rules", "fixed", "effort", 1, "hours", "60", "stated"));
    rows.add(cost("tag-odds", "fixed", "training-labels", 408, "labels", "0.30", "stated"));
    rows.add(cost("logistic", "fixed", "training-labels", 408, "labels", "0.30", "stated"));
    rows.add(
        cost("logistic", "fixed", "training compute", 0.0213, "core hours", "0.05", "measured"));
    rows.add(cost("logistic", "marginal", "compute", 0.046, "core hours", "0.05", "measured"));
    rows.add(cost("logistic", "hours", "labelling", 3.3, "hours", "0", "measured"));
    rows.add(cost("llm", "fixed", "effort", 3, "hours", "60", "stated"));
    rows.add(cost("llm", "marginal", "input tokens", 412_350, "tokens", "0.0000004", "measured"));
    rows.add(cost("llm", "marginal", "output tokens", 3_120, "tokens", "0.0000008", "stored"));
    rows.add(cost("llm", "hours", "labelling", 212, "hours", "0", "measured"));
    return rows;
  }

  private static CostRow cost(
      String labeler,
      String kind,
      String item,
      double quantity,
      String unit,
      String price,
      String basis) {
    BigDecimal unitPrice = new BigDecimal(price);
    return new CostRow(
        labeler,
        kind,
        item,
        quantity,
        unit,
        unitPrice,
        "2026-07-01",
        unitPrice.multiply(BigDecimal.valueOf(quantity)),
        basis);
  }

  private static Map<String, String> labels() {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("funny", "makes people laugh");
    labels.put("cute", "babies, puppies, anything adorable");
    labels.put("wow", "amazing, impressive, hard to believe");
    labels.put("sad", "loss, disappointment, homesickness");
    labels.put("angry", "annoyed, outraged");
    labels.put("celebrate", "a birthday, a win, good news");
    labels.put("tired", "sleepy, worn out, Monday");
    return labels;
  }

  private static Map<String, Long> statuses() {
    Map<String, Long> statuses = new LinkedHashMap<>();
    statuses.put("labelled", 118L);
    statuses.put("invalid", 1L);
    statuses.put("truncated", 1L);
    return statuses;
  }

  private static Map<String, Long> parts() {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("train", 416L);
    parts.put("tune", 104L);
    parts.put("calibrate", 104L);
    parts.put("test", 416L);
    return parts;
  }

  private static List<Example> examples() {
    return List.of(
        new Example(
            "p0004",
            "Has anyone lost a trampoline? Asking because mine has been replaced by a nicer one overnight",
            "funny",
            "logistic",
            "wow",
            null),
        new Example(
            "p0004",
            "Has anyone lost a trampoline? Asking because mine has been replaced by a nicer one overnight",
            "funny",
            "nearest",
            "sad",
            "nearest: p0131, p0718, p0055"),
        new Example(
            "p0005",
            "tournament day, first match 7am, next one 6pm. eleven hours on a sports hall bench with a warm banana 🍌 #blessed",
            "tired",
            "tag-rules",
            "celebrate",
            "#blessed"),
        new Example(
            "p0005",
            "tournament day, first match 7am, next one 6pm. eleven hours on a sports hall bench with a warm banana 🍌 #blessed",
            "tired",
            "regexes",
            null,
            null),
        new Example(
            "p0612",
            "Great. The printer works again. Just not for me. #soproud",
            "angry",
            "llm",
            "celebrate",
            "celebrate"));
  }

  private static List<RunFact> facts() {
    return List.of(
        new RunFact("gold posts scored", "408 of the 416 posts of the test part"),
        new RunFact("how gold was drawn", "not stated; taken as a simple random sample"),
        new RunFact("looks at this gold", "2"),
        new RunFact("seed", "7"),
        new RunFact("embedding model", "all-MiniLM-L6-v2, int8, cd0f28d2b598"),
        new RunFact("LLM", "qwen2.5-coder-1.5b-instruct, q4_k_m, temperature 0"),
        new RunFact("task file", "conf/tasks/gif-mood.yaml, 9f31c02e77d1"),
        new RunFact("code", "0.1.0"));
  }
}
