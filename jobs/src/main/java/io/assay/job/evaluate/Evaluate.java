package io.assay.job.evaluate;

import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.cost.CostRow;
import io.assay.cost.Ledger;
import io.assay.eval.Annotators;
import io.assay.eval.Clusters;
import io.assay.eval.ComparisonRow;
import io.assay.eval.Comparisons;
import io.assay.eval.CountTable;
import io.assay.eval.EvaluationRow;
import io.assay.eval.LabelerEvaluation;
import io.assay.eval.Pattern;
import io.assay.eval.SliceTests;
import io.assay.io.RecordRows;
import io.assay.io.RowDigest;
import io.assay.io.Table;
import io.assay.job.ask.LeakCheck;
import io.assay.job.ask.PromptLeakCheck;
import io.assay.job.predict.KnownPosts;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine.Command;

/**
 * Input {@code predictions}, {@code gold}, {@code splits}, {@code llm_labels}; output {@code
 * counts}, {@code evaluation}, {@code patterns}, {@code comparison}, {@code costs}. Posts are
 * counted by Spark; all else is arithmetic on the counts.
 */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Counts, measures, compares and prices the labelers.")
public final class Evaluate extends StepJob {
  static final String GOLD_DIGEST = "gold_digest";
  static final String GOLD_IN_FRAME = "gold_in_frame";
  static final String POSTS = "posts";
  static final String CORES = "cores";

  public Evaluate() {
    super(Step.EVALUATE);
  }

  @Override
  protected Map<String, Object> inputs(RunSpec spec) {
    return Map.of(
        "prices", spec.prices(),
        "slices", spec.task().slices(),
        "reference", String.valueOf(spec.task().referenceLlm()),
        "corpus", String.valueOf(spec.task().corpusSize()));
  }

  @Override
  public void run(JobContext context) {
    CountPosts posts = new CountPosts(context);
    LeakCheck.refuseLearnedFrom(posts.gold());
    PromptLeakCheck.refuseShown(context, posts.scored());
    CountTable table = posts.table();
    Task task = context.task();
    context.tables().write(Table.COUNTS, RecordRows.of(table.rows()));
    GoldPatterns gold = new GoldPatterns(context, posts);
    context
        .tables()
        .write(Table.EVALUATION, RecordRows.of(evaluation(task, table, gold, frame(context))));
    List<Pattern> patterns = gold.patterns();
    context.tables().write(Table.PATTERNS, RecordRows.of(patterns));
    List<ComparisonRow> comparisons =
        Comparisons.of(names(task), task.labelNames(), table, patterns, task.sample().seed());
    context.tables().write(Table.COMPARISON, RecordRows.of(comparisons));
    context.tables().write(Table.COSTS, RecordRows.of(costs(context)));
    RowDigest scored = posts.scoredGold();
    context.note(GOLD_DIGEST, scored.text());
    context.note(GOLD_IN_FRAME, scored.rows());
  }

  private static long frame(JobContext context) {
    return Long.parseLong(
        Objects.requireNonNull(context.noteOf(Step.PREDICT, KnownPosts.FRAME), KnownPosts.FRAME));
  }

  private static List<EvaluationRow> evaluation(
      Task task, CountTable table, GoldPatterns gold, long frame) {
    List<EvaluationRow> rows = new ArrayList<>();
    for (LabelerSpec spec : task.labelers()) {
      boolean sampled = spec.isLlm() || table.of(spec.name()).in(Part.TEST).n() < frame;
      rows.addAll(
          LabelerEvaluation.of(
              spec.name(), task.labelNames(), table, sampled, strataOfReference(task)));
    }
    rows.addAll(Clusters.of(names(task), gold.groups()));
    rows.addAll(Annotators.ofPeople(gold.votes(), task.labelNames()));
    for (LabelerSpec spec : task.labelers()) {
      if (spec.asks()) {
        List<Annotators.Votes> repeats = gold.repeats(spec.name());
        rows.addAll(Annotators.ofRepeats(spec.name(), repeats, task.labelNames()));
      }
    }
    return SliceTests.marked(rows, SliceTests.of(names(task), table));
  }

  /** Labels from elsewhere are no sample of ours, however the task would draw one. */
  private static List<String> strataOfReference(Task task) {
    boolean asked =
        task.labelers().stream()
            .anyMatch(spec -> spec.name().equals(task.referenceLlm()) && spec.asks());
    return asked ? task.sample().strata() : List.of();
  }

  private static List<String> names(Task task) {
    return task.labelers().stream().map(LabelerSpec::name).toList();
  }

  private static List<CostRow> costs(JobContext context) {
    long given = context.tables().read(Table.POSTS).count();
    Long stated = context.task().corpusSize();
    long corpus = stated == null ? given : stated;
    int cores = context.session().sparkContext().defaultParallelism();
    context.note(POSTS, corpus);
    context.note(CORES, cores);
    Ledgers ledgers = new Ledgers(context);
    List<CostRow> costs = new ArrayList<>();
    for (LabelerSpec spec : context.task().labelers()) {
      Ledger ledger = ledgers.of(spec);
      costs.addAll(ledger.rowsFor(corpus, cores, context.spec().prices().asOf()));
    }
    return costs;
  }
}
