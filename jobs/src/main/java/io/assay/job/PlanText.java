package io.assay.job;

import io.assay.cost.Range;
import io.assay.job.PlanDocument.Asking;
import io.assay.job.PlanDocument.Work;
import io.assay.job.ask.Amounts;
import io.assay.job.run.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A plan as people read it. */
final class PlanText {
  private static final String UNKNOWN = "not measured yet";
  private static final String ROW = "%-16s %-22s %-24s %s";

  private PlanText() {}

  static List<String> lines(PlanDocument plan) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "plan of %s for %s: %,d posts on %d cores; rates from %s",
            plan.task(),
            plan.ds(),
            plan.posts(),
            plan.cores(),
            plan.measuredIn().isEmpty()
                ? "no run yet"
                : "the runs of " + String.join(", ", plan.measuredIn())));
    lines.add("");
    lines.add(row("step", "to do", "time", "dollars"));
    for (Work work : plan.steps()) {
      lines.add(row(work.step(), todo(work), hours(work.hours()), usd(work.usd())));
      if (work.step().equals(Step.SAMPLE.key())) {
        plan.asks().forEach(ask -> lines.addAll(asking(ask)));
      }
    }
    lines.add(row("together", "", hours(plan.totalHours()), usd(plan.totalUsd())));
    if (!plan.withoutRate().isEmpty()) {
      lines.add(
          "not in these sums, since nothing was measured of them yet: "
              + String.join(", ", plan.withoutRate()));
    }
    budget(plan, lines);
    labelling(plan, lines);
    memory(plan, lines);
    return lines;
  }

  private static String row(String step, String todo, String hours, String usd) {
    return ROW.formatted(step, todo, hours, usd).stripTrailing();
  }

  private static String todo(Work work) {
    if (work.done()) {
      return "done already";
    }
    return work.unit().isEmpty()
        ? "once"
        : String.format(Locale.ROOT, "%,d %s", work.amount(), work.unit());
  }

  private static List<String> asking(Asking ask) {
    String todo = String.format(Locale.ROOT, "%,d of %,d texts", ask.toAsk(), ask.texts());
    List<String> lines = new ArrayList<>();
    lines.add(row("ask " + ask.labeler(), todo, hours(ask.hours()), usd(ask.usd())));
    if (ask.toAsk() > 0) {
      lines.add(
          "  of %s; input tokens %s, output tokens %s, counted %s; at most $%.6f"
              .formatted(
                  ask.endpoint(),
                  Amounts.count(ask.inputTokens()),
                  Amounts.count(ask.outputTokens()),
                  ask.basis().equals("measured") ? "on earlier answers" : "from the bytes",
                  ask.atMostUsd()));
    }
    return lines;
  }

  private static void budget(PlanDocument plan, List<String> lines) {
    double low = 0;
    double high = 0;
    boolean known = true;
    for (Asking ask : plan.asks()) {
      Range usd = ask.usd();
      known &= usd != null;
      low += usd == null ? 0 : usd.low();
      high += usd == null ? 0 : usd.high();
    }
    if (plan.asks().isEmpty()) {
      return;
    }
    String verdict =
        low > plan.budgetUsd()
            ? "it will stop ask before the end"
            : !known || high > plan.budgetUsd() ? "it may stop ask before the end" : "it is enough";
    lines.add("the task's budget for a run is $%.2f: %s".formatted(plan.budgetUsd(), verdict));
  }

  private static void labelling(PlanDocument plan, List<String> lines) {
    if (!plan.labelling().isEmpty()) {
      lines.add("");
      lines.add(
          row(
              "labeler",
              "",
              "time for all posts",
              "dollars for all posts, what it took to make it among them"));
      plan.labelling()
          .forEach(one -> lines.add(row(one.labeler(), "", hours(one.hours()), usd(one.usd()))));
    }
  }

  private static void memory(PlanDocument plan, List<String> lines) {
    lines.add("");
    Double driver = plan.memory().driver();
    if (driver != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "memory: an earlier run took %,.0f MiB in its largest process; that does not grow with the posts",
              driver));
    }
    Double executor = plan.memory().executorNative();
    if (executor != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "memory: spark.executor.memoryOverhead of %,.0f MiB for one executor with all %d cores, beside its heap",
              executor,
              plan.cores()));
    }
  }

  private static String hours(@Nullable Range hours) {
    return hours == null ? UNKNOWN : Amounts.time(hours);
  }

  private static String usd(@Nullable Range usd) {
    return usd == null ? UNKNOWN : Amounts.usd(usd);
  }
}
