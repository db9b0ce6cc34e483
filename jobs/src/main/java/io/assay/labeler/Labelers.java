package io.assay.labeler;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LabelerKinds;
import io.assay.config.LabelerSettings;
import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import java.util.List;
import java.util.Optional;

/** The kinds of labelers. To add one: write its class, add it here. */
public final class Labelers {
  private static final List<Labeler> BUILT_IN =
      List.of(
          new HashtagRulesLabeler(),
          new HashtagOddsLabeler(),
          new RegexLabeler(),
          new PrototypeLabeler(),
          new CentroidLabeler(),
          new KnnLabeler(),
          new ClassifierLabeler(),
          new VoteLabeler(),
          new DawidSkeneLabeler(),
          new LlmLabeler(),
          new ImportedLabeler(),
          new CascadeLabeler());

  /** What task files may say. */
  public static final LabelerKinds KINDS =
      new LabelerKinds(
          kind -> find(kind).map(Labelers::settings),
          BUILT_IN.stream().map(Labeler::kind).toList());

  private Labelers() {}

  /**
   * The labeler of a kind.
   *
   * @throws IllegalArgumentException if there is none, which a loaded task rules out
   */
  public static Labeler of(String kind) {
    return find(kind).orElseThrow(() -> new IllegalArgumentException("no labeler of kind " + kind));
  }

  /**
   * Checks that the labelers which a task wants a learning curve of have one.
   *
   * @throws AssayException {@link ExitCode#USAGE} if one learns nothing
   */
  public static void checkLearningCurve(Task task) {
    for (String name : task.learningCurve().labelers()) {
      LabelerSpec spec = task.labeler(name).orElseThrow();
      if (!of(spec.kind()).learns()) {
        throw new AssayException(
            ExitCode.USAGE,
            "learning_curve: %s is of kind %s, which learns from no labels"
                .formatted(name, spec.kind()));
      }
      if (spec.settings().taughtBy(task.referenceLlm()) != null
          || !spec.settings().learnsFrom().isEmpty()) {
        throw new AssayException(
            ExitCode.USAGE,
            "learning_curve: %s learns from a machine's labels, and a curve is about those of people"
                .formatted(name));
      }
    }
  }

  private static Class<? extends LabelerSettings> settings(Labeler labeler) {
    return labeler.settings();
  }

  private static Optional<Labeler> find(String kind) {
    Optional<Labeler> builtIn = BUILT_IN.stream().filter(l -> l.kind().equals(kind)).findFirst();
    return builtIn.isPresent() || !kind.contains(".") ? builtIn : load(kind);
  }

  /** A class of the user's own, on the class path. */
  private static Optional<Labeler> load(String className) {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Class<?> type = Class.forName(className, true, loader);
      return Optional.of((Labeler) type.getConstructor().newInstance());
    } catch (ReflectiveOperationException | ClassCastException e) {
      return Optional.empty();
    }
  }
}
