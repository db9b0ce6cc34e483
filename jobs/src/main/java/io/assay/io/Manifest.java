package io.assay.io;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, with what, for how long and for how much, and how it ended. A table is complete
 * when a step here lists it.
 *
 * @param outcome {@code running}, {@code ok}, {@code budget}, {@code failed} …
 * @param exitCode null while running
 * @param message for people: the verdict, or what went wrong
 * @param application where and with what the last command ran
 * @param steps in the order in which they were finished
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Manifest(
    int schemaVersion,
    String task,
    String ds,
    String outcome,
    @Nullable Integer exitCode,
    @Nullable String message,
    Map<String, String> application,
    List<Step> steps) {

  public Manifest {
    application = new TreeMap<>(application);
    steps = List.copyOf(steps);
  }

  /** A run of which nothing is done yet. */
  public static Manifest empty(String task, String ds) {
    return new Manifest(1, task, ds, "running", null, null, Map.of(), List.of());
  }

  /** The entry of a finished step. */
  public Optional<Step> step(String name) {
    return steps.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The same without the steps that match. */
  public Manifest without(Predicate<Step> unwanted) {
    return withSteps(steps.stream().filter(unwanted.negate()).toList());
  }

  /** The same with one more finished step. */
  public Manifest with(Step step) {
    List<Step> all = new ArrayList<>(without(s -> s.name().equals(step.name())).steps());
    all.add(step);
    return withSteps(all);
  }

  /** The same with its end. */
  public Manifest ended(String outcome, int exitCode, @Nullable String message) {
    return new Manifest(schemaVersion, task, ds, outcome, exitCode, message, application, steps);
  }

  /** The same, running under an application. */
  public Manifest started(Map<String, String> application) {
    return new Manifest(schemaVersion, task, ds, "running", null, null, application, steps);
  }

  private Manifest withSteps(List<Step> steps) {
    return new Manifest(schemaVersion, task, ds, outcome, exitCode, message, application, steps);
  }

  /**
   * A finished step.
   *
   * @param fingerprint of its inputs, configuration, code and seed
   * @param tables what it wrote
   * @param seconds wall time
   * @param spentMicroUsd paid to others in this step
   * @param notes counted facts for people: rows dropped, texts embedded …
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Step(
      String name,
      String fingerprint,
      Map<String, Output> tables,
      double seconds,
      long spentMicroUsd,
      Map<String, String> notes) {

    public Step {
      tables = new TreeMap<>(tables);
      notes = new TreeMap<>(notes);
    }
  }

  /**
   * A table or file as it was when it was finished.
   *
   * @param path below the run's folder
   * @param rows rows, or the number of things in it
   * @param files data files, so that a table half deleted by hand is seen
   * @param bytes their length
   */
  @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
  public record Output(String path, long rows, long files, long bytes) {}
}
