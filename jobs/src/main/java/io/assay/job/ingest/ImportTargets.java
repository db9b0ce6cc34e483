package io.assay.job.ingest;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.Hint;
import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.job.run.RunSpec;
import io.assay.labeler.ImportedLabeler;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The labelers of a task that labels are imported for. */
final class ImportTargets {
  private ImportTargets() {}

  /**
   * Checks the names, and that the price that an LLM's tokens have in the task file is known.
   *
   * @param llm whether an LLM's answers are imported
   * @throws AssayException {@link ExitCode#USAGE} with every name that is wrong
   */
  static void check(RunSpec run, boolean llm, List<String> names) {
    List<String> problems =
        names.stream().flatMap(name -> problem(run.task(), llm, name).stream()).toList();
    if (!problems.isEmpty()) {
      throw new AssayException(ExitCode.USAGE, String.join("\n  ", problems));
    }
    run.task().labelers().stream()
        .filter(spec -> names.contains(spec.name()))
        .map(spec -> ((ImportedLabeler.Settings) spec.settings()).price())
        .filter(Objects::nonNull)
        .forEach(run.prices()::of);
  }

  private static Optional<String> problem(Task task, boolean llm, String name) {
    List<LabelerSpec> imported = task.labelers().stream().filter(LabelerSpec::isImported).toList();
    return imported.stream()
        .filter(spec -> spec.name().equals(name))
        .findFirst()
        .map(spec -> spec.isLlm() == llm ? Optional.<String>empty() : Optional.of(mixed(spec)))
        .orElseGet(() -> Optional.of(unknown(task, llm, name, imported)));
  }

  private static String mixed(LabelerSpec spec) {
    return "labeler %s has llm: %s in the task file; import it --as %s"
        .formatted(spec.name(), spec.isLlm(), spec.isLlm() ? "llm" : "predictions");
  }

  private static String unknown(Task task, boolean llm, String name, List<LabelerSpec> imported) {
    String add = "{name: %s, kind: imported%s}".formatted(name, llm ? ", llm: true" : "");
    List<String> names = imported.stream().map(LabelerSpec::name).toList();
    return "%s is no labeler of kind imported in task %s: add %s%s"
        .formatted(name, task.name(), add, names.isEmpty() ? "" : "; " + Hint.of(name, names));
  }
}
