package io.assay.stats;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.stats.agreement.Agreement;
import io.assay.stats.agreement.DawidSkene;
import io.assay.stats.agreement.DawidSkene.Pattern;
import io.assay.stats.agreement.DawidSkene.Vote;
import io.assay.stats.agreement.MultiRaterAgreement;
import io.assay.stats.agreement.MultiRaterAgreement.Scale;
import io.assay.stats.agreement.WeightedVote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reference methods on agreement and voting. */
final class AgreementAdapters {
  private static final int ROUNDS = 20_000;
  private static final double CONVERGED = 1e-13;

  private AgreementAdapters() {}

  static Map<String, StatsReferenceTest.Adapter> all() {
    return Map.of(
        "agreement_two_raters", AgreementAdapters::twoRaters,
        "agreement_multi_rater_missing", AgreementAdapters::multiRater,
        "dawid_skene_em", AgreementAdapters::dawidSkene,
        "naive_bayes_weighted_vote", AgreementAdapters::weightedVote);
  }

  private static Answers twoRaters(Inputs in) {
    Agreement agreement = Agreement.of(in.realRows("table"));
    return new Answers()
        .put("po", agreement::observed)
        .put("kappa", agreement::kappa)
        .put("kappa_se", agreement::kappaStandardError)
        .put("kappa_se_null", agreement::kappaStandardErrorUnderNull)
        .put("scott_pi", agreement::scottPi)
        .put("gwet_ac1", agreement::ac1)
        .put("gwet_ac1_se", agreement::ac1StandardError)
        .put("kappa_linear", agreement::kappaLinear)
        .put("kappa_quadratic", agreement::kappaQuadratic)
        .put("krippendorff_alpha", agreement::krippendorffAlpha);
  }

  private static Answers multiRater(Inputs in) {
    MultiRaterAgreement agreement = ratings(in.node("ratings_units_by_raters"));
    return new Answers()
        .put("krippendorff_nominal", () -> agreement.krippendorffAlpha(Scale.NOMINAL))
        .put("krippendorff_ordinal", () -> agreement.krippendorffAlpha(Scale.ORDINAL))
        .put("krippendorff_interval", () -> agreement.krippendorffAlpha(Scale.INTERVAL))
        .put("krippendorff_ratio", () -> agreement.krippendorffAlpha(Scale.RATIO))
        .put("gwet_ac1", agreement::ac1)
        .put("gwet_ac1_se", agreement::ac1StandardError)
        .put("fleiss_kappa", agreement::fleissKappa)
        .put("conger_kappa", agreement::congerKappa);
  }

  private static MultiRaterAgreement ratings(JsonNode table) {
    TreeSet<String> labels = new TreeSet<>();
    table.forEach(
        unit ->
            unit.forEach(
                rating -> {
                  if (rating.isTextual()) {
                    labels.add(rating.asText());
                  }
                }));
    if (labels.isEmpty()) {
      return MultiRaterAgreement.of(
          Inputs.stream(table).map(Inputs::reals).toArray(double[][]::new));
    }
    @Nullable String[][] names = new String[table.size()][];
    for (int unit = 0; unit < table.size(); unit++) {
      names[unit] =
          Inputs.stream(table.get(unit))
              .map(r -> r.isNull() ? null : r.asText())
              .toArray(String[]::new);
    }
    return MultiRaterAgreement.of(List.copyOf(labels), names);
  }

  private static Answers dawidSkene(Inputs in) {
    return in.has("responses") ? responses(in) : votePatterns(in);
  }

  private static DawidSkene fit(Inputs in, List<Pattern> patterns, int raters, int classes) {
    boolean fixed = in.has("iterations") && in.node("iterations").isNumber();
    double n = patterns.stream().mapToLong(Pattern::count).sum();
    DawidSkene.Settings settings =
        fixed
            ? new DawidSkene.Settings(0, -1, in.node("iterations").asInt())
            : new DawidSkene.Settings(0, CONVERGED / n, ROUNDS);
    return DawidSkene.fit(patterns, raters, classes, settings);
  }

  private static Answers responses(Inputs in) {
    JsonNode responses = in.node("responses");
    List<String> observers = new ArrayList<>(new TreeSet<>(keysOf(responses)));
    observers.sort(AgreementAdapters::byNumberThenText);
    List<String> labels = labels(responses);
    List<String> items = new ArrayList<>();
    List<Pattern> patterns = new ArrayList<>();
    responses
        .properties()
        .forEach(
            item -> {
              items.add(item.getKey());
              patterns.add(new Pattern(votes(item.getValue(), observers, labels), 1));
            });
    DawidSkene model = fit(in, patterns, observers.size(), labels.size());
    return new Answers()
        .put("class_priors", model::priors)
        .put("loglik", model::logLikelihood)
        .put(
            "hard_labels",
            () ->
                IntStream.range(0, items.size())
                    .mapToObj(i -> value(labels.get(model.mostLikely(i))))
                    .toList())
        .family(
            "error_matrix_observer(.+)_rows_true",
            m -> model.errors().get(observers.indexOf(m.group(1))))
        .family("posterior_patient_(.+)", m -> model.posteriors().get(items.indexOf(m.group(1))));
  }

  private static Object value(String label) {
    return label.matches("-?\\d+") ? Long.valueOf(label) : label;
  }

  private static List<String> keysOf(JsonNode responses) {
    List<String> keys = new ArrayList<>();
    responses.forEach(item -> item.fieldNames().forEachRemaining(keys::add));
    return keys;
  }

  private static List<String> labels(JsonNode responses) {
    TreeSet<String> labels = new TreeSet<>(AgreementAdapters::byNumberThenText);
    responses.forEach(
        item -> item.forEach(answers -> answersOf(answers).forEach(a -> labels.add(a.asText()))));
    return List.copyOf(labels);
  }

  private static List<JsonNode> answersOf(JsonNode answers) {
    return (answers.isArray() ? Inputs.stream(answers) : Stream.of(answers))
        .filter(a -> !a.isNull())
        .toList();
  }

  private static List<Vote> votes(JsonNode item, List<String> observers, List<String> labels) {
    Map<List<Integer>, Integer> times = new HashMap<>();
    item.properties()
        .forEach(
            e ->
                answersOf(e.getValue())
                    .forEach(
                        a ->
                            times.merge(
                                List.of(observers.indexOf(e.getKey()), labels.indexOf(a.asText())),
                                1,
                                Integer::sum)));
    return times.entrySet().stream()
        .map(e -> new Vote(e.getKey().get(0), e.getKey().get(1), e.getValue()))
        .sorted(Comparator.comparingInt(Vote::rater).thenComparingInt(Vote::answer))
        .toList();
  }

  private static int byNumberThenText(String a, String b) {
    boolean numbers = a.matches("-?\\d+") && b.matches("-?\\d+");
    return numbers ? Long.compare(Long.parseLong(a), Long.parseLong(b)) : a.compareTo(b);
  }

  private static Answers votePatterns(Inputs in) {
    List<String> keys = new ArrayList<>();
    List<Pattern> patterns = new ArrayList<>();
    in.node("vote_pattern_counts")
        .properties()
        .forEach(
            e -> {
              keys.add(e.getKey());
              patterns.add(new Pattern(votes(e.getKey()), Inputs.whole(e.getValue())));
            });
    int raters = keys.get(0).length();
    DawidSkene model = fit(in, patterns, raters, 2);
    Map<String, Double> posterior = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      posterior.put(keys.get(i), model.posteriors().get(i).get(1));
    }
    return new Answers()
        .put("prior_1", () -> model.priors().get(1))
        .put("sens", () -> model.errors().stream().map(e -> e.get(1).get(1)).toList())
        .put("spec", () -> model.errors().stream().map(e -> e.get(0).get(0)).toList())
        .put("loglik", model::logLikelihood)
        .put("posterior_1", () -> posterior);
  }

  /** One character a rater: 1, 0, or anything else for no vote. */
  private static List<Vote> votes(String pattern) {
    return IntStream.range(0, pattern.length())
        .filter(k -> pattern.charAt(k) == '0' || pattern.charAt(k) == '1')
        .mapToObj(k -> new Vote(k, pattern.charAt(k) - '0', 1))
        .toList();
  }

  private static Answers weightedVote(Inputs in) {
    double[] accuracy = in.reals("accuracy");
    @Nullable Integer[] votes =
        Inputs.stream(in.node("votes"))
            .map(v -> v.isNull() ? null : (Integer) v.asInt())
            .toArray(Integer[]::new);
    if (in.has("n")) {
      for (int i = 0; i < accuracy.length; i++) {
        JsonNode n = in.node("n");
        accuracy[i] =
            WeightedVote.clippedAccuracy(accuracy[i], Inputs.whole(n.isArray() ? n.get(i) : n));
      }
    }
    WeightedVote vote = WeightedVote.of(accuracy, votes, in.real("prior", 0.5));
    return new Answers().put("log_odds", vote::logOdds).put("posterior", vote::posterior);
  }
}
