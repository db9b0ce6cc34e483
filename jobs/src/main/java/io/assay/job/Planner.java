package io.assay.job;

import io.assay.config.LabelerSpec;
import io.assay.config.LlmEndpoint;
import io.assay.cost.CostRow;
import io.assay.cost.Ledger;
import io.assay.cost.Range;
import io.assay.embed.EmbedderKind;
import io.assay.embed.EmbedderSpec;
import io.assay.embed.ModelFiles;
import io.assay.io.RecordRows;
import io.assay.io.RunFolder;
import io.assay.io.SmallTables;
import io.assay.io.Table;
import io.assay.io.answer.AnswerStore;
import io.assay.job.PlanDocument.Asking;
import io.assay.job.PlanDocument.Labelling;
import io.assay.job.PlanDocument.Memory;
import io.assay.job.PlanDocument.Work;
import io.assay.job.ask.AskInputs;
import io.assay.job.ask.Repeats;
import io.assay.job.predict.EmbeddingRate;
import io.assay.job.predict.TextsToEmbed;
import io.assay.job.run.JobContext;
import io.assay.job.run.JobRunner;
import io.assay.job.run.MeasuredRun;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import io.assay.labeler.LlmLabeler;
import io.assay.llm.AskEstimate;
import io.assay.llm.LlmLabeling;
import io.assay.llm.prompt.LlmQuestion;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts a plan together from the posts, the store and the runs of the past. */
final class Planner {
  private static final double MIB = 1024.0 * 1024;

  /** ONNX Runtime holds the weights about twice while it optimises them. */
  private static final double WEIGHTS_HELD = 2;

  /** Activations of one batch, and what Arrow, zstd and the JVM take beside the heap. */
  private static final double NATIVE_A_CORE_MIB = 96;

  private static final double NATIVE_A_PROCESS_MIB = 256;

  private final JobContext context;
  private final List<MeasuredRun> runs;

  Planner(JobContext context, List<MeasuredRun> runs) {
    this.context = context;
    this.runs = runs;
  }

  /**
   * The plan.
   *
   * @param corpusSize posts to plan for, null for those given
   * @param cores that compute
   */
  PlanDocument plan(@Nullable Long corpusSize, int cores) {
    long given = context.tables().read(Table.POSTS).count();
    long posts = corpusSize == null ? given : corpusSize;
    double coreHour = context.spec().prices().coreHourUsd().doubleValue();
    boolean asGiven = posts == given && !context.spec().posts().isEmpty();
    Embedding embedding = embedding(given, posts);
    List<Work> works =
        new WorkPlan(
                runs,
                asGiven ? done() : Set.of(),
                posts,
                context.tables().read(Table.GOLD).count(),
                embedding.texts(),
                embedding.secondsPer1000(),
                cores,
                coreHour)
            .steps();
    List<Asking> asks = asks();
    return new PlanDocument(
        1,
        context.task().name(),
        context.spec().ds(),
        runs.stream().map(MeasuredRun::ds).toList(),
        posts,
        cores,
        works,
        asks,
        labelling(posts, cores),
        new Memory(driver(), executorNative(cores)),
        sum(works, Work::hours).plus(sum(asks, Asking::hours)),
        sum(works, Work::usd).plus(sum(asks, Asking::usd)),
        withoutRate(works, asks),
        context.task().budget().usd().doubleValue());
  }

  /** Steps that a run would skip: each up to date, and none before it to be done. */
  private Set<Step> done() {
    RunFolder run = JobRunner.folder(context.spec());
    Set<Step> done = EnumSet.noneOf(Step.class);
    for (StepJob job : Jobs.all()) {
      Step step = job.step();
      String fingerprint = JobRunner.fingerprint(context.spec(), run, job);
      if (done.containsAll(step.after()) && run.complete(step.key(), fingerprint)) {
        done.add(step);
      }
    }
    return done;
  }

  /**
   * What is to be embedded.
   *
   * @param texts that the store has no vector of, by all embedders together
   * @param secondsPer1000 core seconds for 1,000 of them, null where not all rates are known
   */
  private record Embedding(long texts, @Nullable Double secondsPer1000) {}

  private Embedding embedding(long given, long posts) {
    List<EmbedderSpec> transformers = transformers();
    long beyond = transformers.isEmpty() ? 0 : textsBeyond(given, posts);
    long texts = 0;
    double seconds = 0;
    for (EmbedderSpec spec : transformers) {
      long missing = Math.min(posts, new TextsToEmbed(context, spec).texts().count() + beyond);
      texts += missing;
      seconds +=
          EmbeddingRate.read(context, spec.id()).map(EmbeddingRate::per1000).orElse(Double.NaN)
              * missing
              / 1_000;
    }
    return new Embedding(
        texts, Double.isFinite(seconds) && texts > 0 ? seconds * 1_000 / texts : null);
  }

  private List<EmbedderSpec> transformers() {
    return context.spec().embedders().stream()
        .filter(spec -> spec.kind() == EmbedderKind.TRANSFORMER)
        .toList();
  }

  /** Texts of the posts beyond those given, if as few are alike; the store has no vector of any. */
  private long textsBeyond(long given, long posts) {
    long distinct = context.tables().read(Table.POSTS).select("text_hash").distinct().count();
    return Math.round(Math.max(0, posts - given) * (double) distinct / given);
  }

  private List<Asking> asks() {
    List<Asking> asks = new ArrayList<>();
    AnswerStore store = AskInputs.store(context);
    List<LlmQuestion.Post> posts = AskInputs.posts(context);
    for (LabelerSpec labeler : context.task().labelers()) {
      if (labeler.asks()) {
        asks.add(asking(store, labeler, posts));
      }
    }
    return asks;
  }

  private Asking asking(AnswerStore store, LabelerSpec labeler, List<LlmQuestion.Post> posts) {
    LlmLabeler.Settings settings = (LlmLabeler.Settings) labeler.settings();
    LlmLabeling labeling = AskInputs.labeling(context, store, labeler);
    LlmQuestion question = AskInputs.question(context, labeler);
    AskEstimate estimate = labeling.estimate(question, posts, 0);
    List<LlmQuestion.Post> again = Repeats.asked(posts, settings);
    for (int repeat = 1; repeat < settings.repeat(); repeat++) {
      estimate = estimate.plus(labeling.estimate(question, again, repeat));
    }
    LlmEndpoint endpoint = AskInputs.endpoint(context.spec(), labeler);
    return new Asking(
        labeler.name(),
        endpoint.name(),
        posts.size(),
        estimate.texts(),
        estimate.stored(),
        estimate.inputTokens(),
        estimate.outputTokens(),
        estimate.hours(),
        estimate.usd(),
        estimate.worst().usd().doubleValue(),
        estimate.measured() ? "measured" : "bytes");
  }

  /** The corpus by one labeler each, from the ledgers of the latest run that has them. */
  private List<Labelling> labelling(long posts, int cores) {
    return runs.stream()
        .map(MeasuredRun::folder)
        .filter(run -> run.manifest().step(Table.COSTS.producer()).isPresent())
        .findFirst()
        .map(run -> RecordRows.read(new SmallTables(run).read(Table.COSTS), CostRow.class))
        .map(rows -> labelling(rows, posts, cores))
        .orElse(List.of());
  }

  private List<Labelling> labelling(List<CostRow> rows, long posts, int cores) {
    return rows.stream()
        .map(CostRow::labeler)
        .distinct()
        .map(
            name -> {
              Ledger ledger =
                  new Ledger(name, rows.stream().filter(r -> r.labeler().equals(name)).toList())
                      .at(context.spec().prices());
              double fixed = ledger.fixedUsd().doubleValue();
              double all = ledger.usdFor(posts).doubleValue();
              boolean priced = ledger.isPriced();
              return new Labelling(
                  name,
                  priced && ledger.isTimed() ? Range.measured(ledger.hoursFor(posts, cores)) : null,
                  priced
                      ? Range.measured(Math.max(0, all - fixed)).plus(Range.exactly(fixed))
                      : null);
            })
        .toList();
  }

  private @Nullable Double driver() {
    OptionalDouble peak = MeasuredRun.peakMib(runs);
    return peak.isPresent() ? peak.getAsDouble() : null;
  }

  private @Nullable Double executorNative(int cores) {
    double rest = NATIVE_A_PROCESS_MIB + cores * NATIVE_A_CORE_MIB;
    double weights = 0;
    for (EmbedderSpec spec : context.spec().embedders()) {
      OptionalLong model = ModelFiles.bytes(spec, context.host().home());
      if (model.isEmpty()) {
        return null;
      }
      double held = spec.kind() == EmbedderKind.TRANSFORMER ? WEIGHTS_HELD : 1;
      weights += model.getAsLong() / MIB * held;
    }
    return weights + rest;
  }

  private static <T> Range sum(List<T> parts, Function<T, @Nullable Range> range) {
    Range sum = Range.ZERO;
    for (T part : parts) {
      Range more = range.apply(part);
      sum = more == null ? sum : sum.plus(more);
    }
    return sum;
  }

  private static List<String> withoutRate(List<Work> works, List<Asking> asks) {
    return Stream.concat(
            works.stream().filter(work -> work.hours() == null).map(Work::step),
            asks.stream()
                .filter(ask -> ask.hours() == null || ask.usd() == null)
                .map(ask -> "ask " + ask.labeler()))
        .toList();
  }
}
