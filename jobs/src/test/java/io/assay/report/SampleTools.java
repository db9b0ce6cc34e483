package io.assay.report;

import io.assay.decide.Decision;
import io.assay.decide.Decision.Bar;
import io.assay.decide.Decision.Candidate;
import io.assay.decide.Decision.FirstStage;
import io.assay.decide.Decision.Look;
import io.assay.decide.Decision.MoreLabels;
import io.assay.decide.Decision.Undecided;
import io.assay.decide.Verdict;
import io.assay.report.model.LabelerInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The eight labelers of the sample and what was decided of them on 408 gold posts. */
final class SampleTools {
  static final long CORPUS = 5_000_000;

  /** One labeler in short; without gold it could not be trained. */
  record Tool(
      String name,
      String kind,
      double coverage,
      int right,
      int gold,
      double fixed,
      double per1000,
      double hours,
      String state,
      String sentence) {

    boolean trained() {
      return gold > 0;
    }

    double accuracy() {
      return (double) right / gold;
    }
  }

  private static final String TABLE =
      """
      tag-rules;hashtag-rules;0.083;31;408;60;0;0.02;fails;Looks its hashtags up in a list of 48 rules.
      tag-odds;hashtag-odds;0.412;141;408;122.4;0.00002;0.03;fails;Learns how much each hashtag speaks for each mood.
      regexes;regex;0.274;86;408;120;0;0.05;fails;Looks for 31 patterns in the text.
      prototype;prototype;1;229;408;0;0.0021;3.1;fails;Takes the label whose description is nearest.
      nearest;knn;0.951;281;408;103.2;0.0034;4.6;undecided;Lets the 15 most similar training posts vote.
      logistic;classifier;1;311;408;123.6;0.0023;3.3;meets;Logistic regression on embedding, hashtags and words.
      student;classifier;1;0;0;0;0.0023;3.3;not-trained;The same, trained on the LLM's labels.
      llm;llm;0.983;96;120;180;0.19;212;undecided;Asks qwen2.5-coder-1.5b with four examples for one word.
      """;

  static final List<Tool> TOOLS = TABLE.lines().map(SampleTools::tool).toList();

  private SampleTools() {}

  private static Tool tool(String line) {
    String[] f = line.split(";", -1);
    return new Tool(
        f[0],
        f[1],
        Double.parseDouble(f[2]),
        Integer.parseInt(f[3]),
        Integer.parseInt(f[4]),
        Double.parseDouble(f[5]),
        Double.parseDouble(f[6]),
        Double.parseDouble(f[7]),
        f[8],
        f[9]);
  }

  static List<LabelerInfo> labelers() {
    String untrained = "no post of the training part was asked of an LLM";
    return TOOLS.stream()
        .map(t -> new LabelerInfo(t.name, t.kind, t.sentence, t.trained() ? null : untrained))
        .toList();
  }

  /** With a bar of 68 % where a tool is recommended, of 78 % where none is. */
  static Decision decision(@Nullable String recommended, @Nullable MoreLabels more) {
    boolean found = recommended != null;
    return new Decision(
        1,
        "gif-mood",
        "2026-08-03",
        found ? Verdict.RECOMMENDED : Verdict.NOT_ENOUGH_EVIDENCE,
        recommended,
        new Bar("accuracy", found ? 0.68 : 0.78, 0.95, null),
        CORPUS,
        new Look(2, 7, 0.05 / 42),
        TOOLS.stream().map(t -> candidate(t, found)).toList(),
        List.of(new Undecided("nearest", 2650L, 672.6, 37.4, "")),
        new FirstStage("tag-rules", 0.083, 0.9412, 0.9003),
        more,
        List.of("assumed-random-gold"),
        Map.of("gold", "e1f7729c0ab3"),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Decision.Best("llm", 0.798, List.of("nearest", "logistic")));
  }

  private static Candidate candidate(Tool t, boolean found) {
    if (!t.trained()) {
      return new Candidate(t.name, 0, 0, null, null, null, null, null, null, null, "not-trained");
    }
    double half = 3.04 * Math.sqrt(t.accuracy() * (1 - t.accuracy()) / t.gold);
    return new Candidate(
        t.name,
        t.gold,
        t.right,
        t.accuracy(),
        t.accuracy() - half,
        t.accuracy() + half,
        t.coverage,
        t.fixed,
        t.per1000,
        t.hours,
        !found && t.state.equals("meets") ? "undecided" : t.state);
  }
}
