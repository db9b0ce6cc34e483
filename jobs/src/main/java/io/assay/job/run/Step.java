package io.assay.job.run;

import io.assay.io.Table;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of a run, in order. {@code conf/steps.json} is generated from this list. */
public enum Step {
  INGEST("reads posts and gold, sets bad records aside"),
  HASHTAGS("extracts the hashtags of every post", "ingest"),
  EMBED("embeds the texts that the store does not hold yet", "ingest"),
  SPLIT("gives every post its part: train, tune, calibrate or test", "ingest"),
  SAMPLE("draws the posts that LLMs and people are asked about", "split"),
  ASK("asks the LLMs within the budget", "sample"),
  TRAIN("fits the labelers that learn", "hashtags", "embed", "split", "ask"),
  PREDICT("lets every labeler label every post", "train"),
  EVALUATE("counts, measures, compares and prices the labelers", "predict"),
  DECIDE("decides which tool the evidence recommends", "evaluate"),
  REPORT("writes report.html and report.md", "decide");

  private final String does;

  @SuppressWarnings("Immutable") // made by List.of
  private final List<String> after;

  Step(String does, String... after) {
    this.does = does;
    this.after = List.of(after);
  }

  /** The command's and the manifest's name. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One sentence for people, without its subject. */
  public String does() {
    return does;
  }

  /** The steps whose tables it needs. */
  public Set<Step> after() {
    return after.stream()
        .map(key -> valueOf(key.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Step.class)));
  }

  /** The tables it writes. */
  public List<Table> tables() {
    return Arrays.stream(Table.values()).filter(t -> t.producer().equals(key())).toList();
  }

  /** The steps that are outdated when this one is done anew. */
  public Set<Step> dependents() {
    Set<Step> dependents = EnumSet.noneOf(Step.class);
    for (Step step : values()) {
      if (step.after().contains(this) || step.after().stream().anyMatch(dependents::contains)) {
        dependents.add(step);
      }
    }
    return dependents;
  }

  /**
   * Whether a failed attempt may have spent money, so that a scheduler must not retry it blindly.
   */
  public boolean paid() {
    return this == ASK;
  }
}
