package io.assay.job.ask;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.round;

import io.assay.config.LabelerSpec;
import io.assay.config.LlmEndpoint;
import io.assay.config.LlmEndpoint.PriorCorrection;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.io.AnswerStore;
import io.assay.io.Imports.Use;
import io.assay.io.Table;
import io.assay.job.ingest.GivenLabels;
import io.assay.job.ingest.Gold;
import io.assay.job.run.Host;
import io.assay.job.run.JobContext;
import io.assay.job.run.OwnSession;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import io.assay.labeler.LlmLabeler;
import io.assay.llm.LlmLabeling;
import io.assay.llm.LlmResult;
import io.assay.llm.LlmSurroundings;
import io.assay.llm.answer.LlmLabel;
import io.assay.llm.prompt.LlmQuestion;
import io.assay.llm.prompt.PromptTemplate;
import io.assay.sample.Part;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
  /** Prefix of notes, a labeler each: seconds of calls for 1,000 posts. */
  public static final String CALLS_RATE = "call_seconds_per_1000.";

  /** Prefix of notes, a labeler each: core seconds of a server of ours for 1,000 posts. */
  public static final String SERVER_RATE = "server_core_seconds_per_1000.";

  /** Note: another model answered than the task names. */
  public static final String MODEL_NOTE = "model_note";

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
        .forEach(labeler -> endpoints.add(endpoint(spec, labeler)));
    return Map.of(
        "endpoints", endpoints,
        "labelers", llms(spec),
        "labels", spec.task().labels(),
        "imports", GivenLabels.imports(spec).version(Use.LLM));
  }

  private static List<Object> llms(RunSpec spec) {
    return described(spec, LabelerSpec::asks);
  }

  /** The endpoint of an LLM labeler, or the one that the command line puts in its place. */
  public static LlmEndpoint endpoint(RunSpec spec, LabelerSpec labeler) {
    LlmLabeler.Settings settings = (LlmLabeler.Settings) labeler.settings();
    String named = settings.model().isEmpty() ? spec.defaults().llm() : settings.model();
    String name = spec.llm() == null ? named : spec.llm();
    return LlmEndpoint.load(spec.conf().resolve("llm").resolve(name + ".yaml"));
  }

  @Override
  public void run(JobContext context) {
    PromptLeakCheck.refuseShown(context, scored(context));
    List<LlmLabel> labels = new ArrayList<>();
    List<Row> repeats = new ArrayList<>();
    List<LabelerSpec> llms = context.task().labelers().stream().filter(LabelerSpec::asks).toList();
    List<LlmQuestion.Post> posts = llms.isEmpty() ? List.of() : posts(context);
    AnswerStore store = store(context);
    Budget budget = budget(context, store);
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
    LlmQuestion question = question(context, labeler);
    LlmEndpoint endpoint = endpoint(context.spec(), labeler);
    context
        .host()
        .screen()
        .progress("ask " + labeler.name() + ": starting " + endpoint.name() + " …");
    AskMeter meter = new AskMeter(context.host().screen(), labeler.name(), context.host().clock());
    LlmLabeling labeling = labeling(context, store, labeler);
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

  /** What an LLM labeler asks, with its examples from part train. */
  public static LlmQuestion question(JobContext context, LabelerSpec labeler) {
    LlmLabeler.Settings settings = (LlmLabeler.Settings) labeler.settings();
    return new LlmQuestion(
        labeler.name(),
        context.task().labels(),
        PromptTemplate.load(context.task().resolve(settings.prompt())),
        FewShots.of(context, settings.shots()),
        endpoint(context.spec(), labeler).priorCorrection() == PriorCorrection.TUNE
            ? tuneGold(context)
            : Map.of());
  }

  private static Map<String, String> tuneGold(JobContext context) {
    Map<String, String> gold = new HashMap<>();
    context
        .tables()
        .read(Table.SAMPLE)
        .filter(col("purpose").equalTo("llm-tune"))
        .join(Gold.resolved(context), "post_id")
        .select("post_id", "label")
        .collectAsList()
        .forEach(row -> gold.put(row.getString(0), row.getString(1)));
    return gold;
  }

  /** Whom it asks. */
  public static LlmLabeling labeling(JobContext context, AnswerStore store, LabelerSpec labeler) {
    Host host = context.host();
    LlmSurroundings surroundings =
        new LlmSurroundings(
            store,
            context.spec().prices(),
            host.environment(),
            host.home(),
            host.environment().getOrDefault("ASSAY_PYTHON", "python3"),
            host.cores(),
            host.name(),
            host.clock(),
            time -> Thread.sleep(time.toMillis()));
    return new LlmLabeling(
        surroundings,
        endpoint(context.spec(), labeler),
        context.task().sample().seed(),
        context.spec().batch());
  }

  /** The answers that were bought so far. */
  public static AnswerStore store(JobContext context) {
    return new AnswerStore(context.session(), context.run().files(), context.spec().lake());
  }

  /**
   * Sampled posts in the order in which they are asked: by purpose, then by random number over
   * inclusion probability, which runs through all strata at the same pace. So the posts that a
   * budget leaves out would have made a larger sample of the same design (Ohlsson 1998).
   */
  public static List<LlmQuestion.Post> posts(JobContext context) {
    Dataset<Row> drawn =
        context
            .tables()
            .read(Table.SAMPLE)
            .filter(col("purpose").startsWith("llm-"))
            .join(context.tables().read(Table.POSTS).select("post_id", "text"), "post_id")
            // llm-test before the others: what is scored is worth most.
            .orderBy(
                col("purpose").equalTo("llm-test").desc(),
                col("purpose"),
                col("random_number").divide(col("inclusion_probability")),
                col("post_id"));
    return drawn.select("post_id", "text").collectAsList().stream()
        .map(row -> new LlmQuestion.Post(row.getString(0), row.getString(1)))
        .toList();
  }

  static Budget budget(JobContext context, AnswerStore store) {
    BigDecimal asked = context.spec().maxUsd();
    BigDecimal usd = context.task().budget().usd();
    Money run = Money.ofUsd(asked == null ? usd : asked.min(usd));
    BigDecimal perMonth = context.task().budget().usdPerMonth();
    Instant month =
        LocalDate.ofInstant(context.host().clock().instant(), ZoneOffset.UTC)
            .withDayOfMonth(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();
    @Nullable Money monthCap = perMonth == null ? null : Money.ofUsd(perMonth);
    return new Budget(run, monthCap, new Money(store.spentMicroUsd(month)));
  }

  private static Row row(LlmLabel label) {
    return org.apache.spark.sql.RowFactory.create(
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
