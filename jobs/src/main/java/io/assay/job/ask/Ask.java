package io.assay.job.ask;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;

import io.assay.config.LabelerSpec;
import io.assay.config.LlmEndpoint;
import io.assay.cost.Budget;
import io.assay.io.Imports.Use;
import io.assay.io.Table;
import io.assay.io.answer.AnswerStore;
import io.assay.job.ingest.GivenLabels;
import io.assay.job.run.Host;
import io.assay.job.run.JobContext;
import io.assay.job.run.OwnSession;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import io.assay.labeler.LlmLabeler;
import io.assay.llm.LlmLabeling;
import io.assay.llm.LlmResult;
import io.assay.llm.answer.LlmLabel;
import io.assay.llm.prompt.LlmQuestion;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Input {@code sample}, {@code posts}, {@code gold}; output answers in the store and {@code
 * llm_labels}. The driver asks: a Spark task may run twice, a bill may not.
 */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    description =
        "Asks the LLMs about the sampled posts, within the budget; an answer is never bought twice.")
public final class Ask extends StepJob {
  @Option(
      names = "--show-prompts",
      paramLabel = "N",
      description = "Prints the first N requests as they would be sent, and sends none.")
  @Nullable Integer showPrompts;

  public Ask() {
    super(Step.ASK);
  }

  @Override
  public Integer call() throws Exception {
    Integer wanted = showPrompts;
    Prompts.check(wanted);
    return wanted == null ? super.call() : show(spec(), host(), wanted);
  }

  private static int show(RunSpec spec, Host host, int wanted) throws Exception {
    return OwnSession.run(
        spec,
        host,
        session -> {
          try (PlanTables tables = PlanTables.of(session, spec, host)) {
            return Prompts.text(tables.context(), wanted);
          }
        });
  }

  @Override
  protected Map<String, Object> inputs(RunSpec spec) {
    List<Object> endpoints = new ArrayList<>();
    spec.task().labelers().stream()
        .filter(LabelerSpec::asks)
        .forEach(labeler -> endpoints.add(AskInputs.endpoint(spec, labeler)));
    return Map.of(
        "endpoints", endpoints,
        "labelers", described(spec, LabelerSpec::asks),
        "labels", spec.task().labels(),
        "imports", GivenLabels.imports(spec).version(Use.LLM));
  }

  @Override
  public void run(JobContext context) {
    PromptLeakCheck.refuseShown(context, scored(context));
    List<LlmLabel> labels = new ArrayList<>();
    List<Row> repeats = new ArrayList<>();
    List<LabelerSpec> llms = context.task().labelers().stream().filter(LabelerSpec::asks).toList();
    List<LlmQuestion.Post> posts = llms.isEmpty() ? List.of() : AskInputs.posts(context);
    AnswerStore store = AskInputs.store(context);
    Budget budget = AskInputs.budget(context, store);
    for (LabelerSpec llm : llms) {
      labels.addAll(ask(context, llm, posts, store, budget, repeats));
    }
    context.spent(budget.spent().microUsd());
    Dataset<Row> asked =
        context
            .session()
            .createDataFrame(labels.stream().map(Ask::row).toList(), Table.LLM_LABELS.schema());
    context.tables().write(Table.LLM_LABELS, withImported(context, asked).coalesce(1));
    context.tables().write(Table.LLM_REPEATS, repeats);
  }

  /** Gold posts of the frame with their letters. */
  private static Dataset<Row> scored(JobContext context) {
    Dataset<Row> gold = context.tables().read(Table.GOLD).select("post_id").distinct();
    Dataset<Row> frame =
        context.tables().read(Table.SPLITS).filter(col("part").equalTo(Part.TEST.key()));
    return context
        .tables()
        .read(Table.POSTS)
        .join(broadcast(gold.join(frame, "post_id")), "post_id")
        .select(col("post_id"), LeakCheck.letters().as("letters"));
  }

  private static Dataset<Row> withImported(JobContext context, Dataset<Row> asked) {
    Dataset<Row> all = asked;
    for (LabelerSpec spec : context.task().labelers()) {
      if (spec.isImported() && spec.isLlm()) {
        Dataset<Row> imported =
            GivenLabels.rows(context, spec)
                .withColumn("request_hash", lit("imported"))
                .withColumn("cost_micro_usd", round(col("usd").multiply(1_000_000)))
                .withColumn("latency_ms", lit(null))
                .withColumn("model", lit(spec.name()))
                .withColumn("prompt", lit("imported"));
        all = all.union(imported.selectExpr(Table.LLM_LABELS.schema().fieldNames()));
      }
    }
    return all;
  }

  private static List<LlmLabel> ask(
      JobContext context,
      LabelerSpec labeler,
      List<LlmQuestion.Post> posts,
      AnswerStore store,
      Budget budget,
      List<Row> repeats) {
    LlmLabeler.Settings settings = (LlmLabeler.Settings) labeler.settings();
    LlmQuestion question = AskInputs.question(context, labeler);
    LlmEndpoint endpoint = AskInputs.endpoint(context.spec(), labeler);
    context
        .host()
        .screen()
        .progress("ask " + labeler.name() + ": starting " + endpoint.name() + " …");
    AskMeter meter = new AskMeter(context.host().screen(), labeler.name(), context.host().clock());
    LlmLabeling labeling = AskInputs.labeling(context, store, labeler);
    LlmResult result = labeling.ask(question, posts, 0, budget, meter::ended);
    AskNotes.note(context, store, labeler, result);
    repeats.addAll(
        new Repeats(labeling, question, settings)
            .ask(
                posts,
                result,
                budget,
                meter::ended,
                stop ->
                    context.stoppedEarly(
                        stop.stop().exitCode(), "repeats: " + AskNotes.stopped(labeler, stop))));
    return result.labels();
  }

  private static Row row(LlmLabel label) {
    return RowFactory.create(
        label.postId(),
        label.labeler(),
        label.status().key(),
        label.label(),
        label.confidence(),
        label.requestHash(),
        label.inputTokens(),
        label.outputTokens(),
        label.costMicroUsd(),
        label.latencyMs(),
        label.model(),
        label.prompt());
  }
}
