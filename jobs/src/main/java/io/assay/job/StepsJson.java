package io.assay.job;

import io.assay.config.CanonicalJson;
import io.assay.io.Table;
import io.assay.job.run.Entry;
import io.assay.job.run.Step;
import java.util.Arrays;
import java.util.List;

/** The steps as schedulers read them: the content of {@code conf/steps.json}. */
final class StepsJson {
  private StepsJson() {}

  /**
   * A step.
   *
   * @param after names of the steps that must have ended
   * @param tables that it writes
   * @param retry whether a failed attempt may be repeated without asking a person
   */
  private record Entry(
      String name, String does, List<String> after, List<String> tables, boolean retry) {}

  /** All steps in order. */
  static String of() {
    return CanonicalJson.pretty(Arrays.stream(Step.values()).map(StepsJson::entry).toList());
  }

  private static Entry entry(Step step) {
    return new Entry(
        step.key(),
        step.does(),
        step.after().stream().map(Step::key).toList(),
        step.tables().stream().map(Table::path).toList(),
        !step.paid());
  }
}
