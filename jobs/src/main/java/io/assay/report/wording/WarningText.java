package io.assay.report.wording;

import static java.util.Map.entry;

import io.assay.decide.Decider;
import io.assay.stats.Warnings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Warning codes of tables and decisions, each as one plain sentence. */
public final class WarningText {
  /** The code for a tool whose imported labels miss gold posts; the tool follows after a colon. */
  public static final String SCORED_IN_PART = "scored-in-part";

  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          entry(
              "assumed-random-gold",
              "Nothing says how the gold posts were drawn, so they are taken as a simple random"
                  + " sample of the test part; if somebody picked them, the figures may be off."),
          entry(
              Decider.UNKNOWN_PRICE,
              "Nobody knows what this tool costs, so it never counts as the cheapest; what it was"
                  + " paid can be imported with its labels."),
          entry(
              SCORED_IN_PART,
              "Labels made elsewhere cover only part of the gold posts, and the tool is scored on"
                  + " these; if somebody chose them, its accuracy on all posts is another."),
          entry(Warnings.NO_DATA, "There is no gold post to measure it on."),
          entry(
              Warnings.UNDEFINED,
              "A figure is not defined on these posts, for example as a label never occurs."),
          entry(
              Warnings.TOO_FEW_GOLD,
              "Fewer than 15 gold posts stand behind a figure, so it has no interval."),
          entry(
              Warnings.EXPLORATORY,
              "Fewer than 30 gold posts stand behind a figure: take it as a first hint."),
          entry(
              Warnings.ONE_HEAVY_CELL,
              "The LLM and the labeler agree on almost every post, so the LLM's labels add little"
                  + " and the interval from gold alone leads."),
          entry(
              Warnings.MANY_CELLS,
              "The LLM's labels were split into more cells than the gold carries well."),
          entry(
              Warnings.THIN_CELL,
              "Some cell of the LLM's labels holds very little gold, so its share is uncertain."),
          entry(
              Warnings.THIN_STRATUM,
              "Some stratum holds too little gold to know how much it varies."),
          entry(
              Warnings.ZERO_VARIANCE,
              "No error was seen, so a more careful way to the interval was taken."),
          entry(
              Warnings.LABELS_LEFT_OUT,
              "Some labels are left out of a mean over labels, as their own figure is not defined."),
          entry(
              Warnings.THIN_CLASS,
              "Some label has fewer than 10 gold posts, so the usual interval of its F1 does not"
                  + " hold."),
          entry(
              Warnings.FEW_CLUSTERS,
              "There are too few authors or threads to know how alike their posts are."),
          entry(
              Warnings.USELESS_JUDGE,
              "The LLM tells right from wrong hardly better than chance, so its labels were not"
                  + " used."),
          entry(Warnings.CLIPPED, "An estimate lay outside 0 to 100 % and was cut."));

  private WarningText() {}

  /**
   * The sentence of a code.
   *
   * @param warning a code, a code with a detail after a colon, or already a sentence; what is not
   *     known is given back in a sentence that names it
   */
  public static String of(String warning) {
    String sentence = SENTENCES.get(warning);
    if (sentence != null) {
      return sentence;
    }
    String detailed = withDetail(warning);
    if (detailed != null) {
      return detailed;
    }
    return warning.contains(" ") ? warning : "Warning: " + warning.replace('-', ' ') + ".";
  }

  private static @Nullable String withDetail(String warning) {
    int colon = warning.indexOf(':');
    if (colon < 0) {
      return null;
    }
    String sentence = SENTENCES.get(warning.substring(0, colon));
    return sentence == null ? null : sentence + " (" + warning.substring(colon + 1).strip() + ")";
  }
}
