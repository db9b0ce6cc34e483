package io.assay.report;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Warning codes of tables and decisions, each as one plain sentence. */
public final class WarningText {
  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry(
              "assumed-random-gold",
              "Nothing says how the gold posts were drawn, so they are taken as a simple random"
                  + " sample of the test part; if somebody picked them, the figures may be off."),
          Map.entry(
              "exploratory",
              "There are fewer than 30 gold posts behind the figure, so take it as a first hint."),
          Map.entry(
              "too-few-gold",
              "There are fewer than 15 gold posts behind the figure, so no interval is given."),
          Map.entry(
              "one-heavy-cell",
              "The LLM and the tool agree on almost every post, so its labels add little and the"
                  + " interval from gold alone leads."),
          Map.entry(
              "near-duplicates-dropped",
              "Near-duplicates lay in two parts; they were dropped from the earlier one, so that no"
                  + " tool is scored on what it learned from."),
          Map.entry(
              "budget-stopped",
              "The budget ran out before every sampled post was asked; what there is is a smaller"
                  + " sample of the same design."),
          Map.entry(
              "undefined",
              "The figure is not defined on these posts, for example as a label never occurs, and"
                  + " is left out."),
          Map.entry(
              "no-gold",
              "No post of the test part has a gold label, so nothing is known of accuracy."));

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
