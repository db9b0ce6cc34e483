package io.assay.job.ask;

import static org.apache.spark.sql.functions.col;

import io.assay.config.LabelerSpec;
import io.assay.config.LlmEndpoint;
import io.assay.config.LlmEndpoint.PriorCorrection;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.io.Table;
import io.assay.io.answer.AnswerStore;
import io.assay.job.ingest.Gold;
import io.assay.job.run.Host;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.labeler.LlmLabeler;
import io.assay.llm.LlmLabeling;
import io.assay.llm.LlmSurroundings;
import io.assay.llm.prompt.LlmQuestion;
import io.assay.llm.prompt.PromptTemplate;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What step {@code ask} works on: whom each labeler asks what, about which posts, what they
 * answered before, and the money that is left.
 */
public final class AskInputs {
  private AskInputs() {}

  /** The endpoint of an LLM labeler, or the one that the command line puts in its place. */
  public static LlmEndpoint endpoint(RunSpec spec, LabelerSpec labeler) {
    LlmLabeler.Settings settings = (LlmLabeler.Settings) labeler.settings();
    String named = settings.model().isEmpty() ? spec.defaults().llm() : settings.model();
    String name = spec.llm() == null ? named : spec.llm();
    return LlmEndpoint.load(spec.conf().resolve("llm").resolve(name + ".yaml"));
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

  /** What this run may still spend, of its own cap and of the month's. */
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
}
