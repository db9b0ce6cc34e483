package io.assay.job.predict;

import io.assay.embed.Embedder;
import io.assay.embed.EmbedderKind;
import io.assay.embed.EmbedderSpec;
import io.assay.embed.ModelFiles;
import io.assay.embed.Storage;
import io.assay.embed.TextEmbedder;
import io.assay.io.Store;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;

/**
 * Input {@code posts}; output the vectors that the store lacks. Every distinct text is embedded
 * once, whatever run or task asks for it.
 */
@Command(
    name = "embed",
    mixinStandardHelpOptions = true,
    description =
        "Embeds the texts that the store does not hold yet; a text is never embedded twice.")
public final class Embed extends StepJob {
  /** Prefix of notes, an embedder each: core seconds for 1,000 texts. */
  public static final String RATE = "core_seconds_per_1000.";

  /** Note: texts embedded in this run; with a dot and an embedder, those of one. */
  public static final String EMBEDDED = "embedded";

  /** Prefix of notes, an embedder each: core seconds that its distillation took. */
  public static final String DISTILLED = "distillation_core_seconds.";

  private static final int TEXTS_A_TASK = 8_000;

  public Embed() {
    super(Step.EMBED);
  }

  @Override
  protected Map<String, Object> inputs(RunSpec spec) {
    return Map.of("models", spec.embedders().stream().map(EmbedderSpec::id).toList());
  }

  @Override
  public void run(JobContext context) {
    long all = 0;
    for (EmbedderSpec spec : context.spec().embedders()) {
      if (spec.kind() == EmbedderKind.STATIC) {
        distil(context, spec);
      } else {
        long texts = embed(context, spec);
        context.host().screen().line(said(texts));
        all += texts;
      }
    }
    context.note(EMBEDDED, all);
  }

  /** Its vectors are computed where they are needed; only what it was made for costs time here. */
  private static void distil(JobContext context, EmbedderSpec spec) {
    context.host().screen().progress("distilling " + spec.name() + " …");
    ModelFiles.of(spec, context.host().home());
    ModelFiles.distillation(spec, context.host().home())
        .ifPresent(seconds -> context.note(DISTILLED + spec.name(), seconds));
  }

  private static long embed(JobContext context, EmbedderSpec spec) {
    TextsToEmbed wanted = new TextsToEmbed(context, spec);
    long texts =
        wanted.areAll() ? embedAll(context, spec, wanted) : embedRest(context, spec, wanted);
    context.note(EMBEDDED + "." + spec.name(), texts);
    wanted.done();
    EmbeddingRate.read(context, spec.id())
        .ifPresent(rate -> context.note(RATE + spec.name(), rate.per1000()));
    return texts;
  }

  private static long embedAll(JobContext context, EmbedderSpec spec, TextsToEmbed wanted) {
    return embed(context, spec, wanted.texts(), wanted.atMost());
  }

  /** However many the posts are, few texts may be new, and tasks are to be of some size. */
  private static long embedRest(JobContext context, EmbedderSpec spec, TextsToEmbed wanted) {
    Dataset<Row> missing = wanted.texts().cache();
    long texts = missing.count();
    return texts == 0 ? 0 : embed(context, spec, missing, texts);
  }

  /**
   * Puts vectors into the store.
   *
   * @param most so many texts, or a few less
   * @return how many texts there were
   */
  private static long embed(JobContext context, EmbedderSpec spec, Dataset<Row> texts, long most) {
    context.host().screen().progress("fetching the model " + spec.name() + " …");
    ModelFiles files = ModelFiles.of(spec, context.host().home());
    TextEmbedder embedder = TextEmbedder.of(files).setInputCol("text").setOutputCol("vector");
    double before = context.coreTime().seconds();
    Dataset<Row> vectors = embedder.transform(texts.repartition(tasks(context, most)));
    long added =
        store(context).addEmbeddings(spec.id(), vectors, spec.storage() == Storage.FLOAT16);
    EmbeddingRate.add(context, spec.id(), added, context.coreTime().seconds() - before);
    return added;
  }

  /** The same number for every core, and of the same size, so that all are done at one time. */
  private static int tasks(JobContext context, long texts) {
    int cores = context.session().sparkContext().defaultParallelism();
    long each = (texts - 1) / ((long) cores * TEXTS_A_TASK) + 1;
    return Math.toIntExact(cores * each);
  }

  /** The vectors of all runs. */
  static Store store(JobContext context) {
    return new Store(context.session(), context.run().files(), context.spec().lake());
  }

  /** Vectors of a few texts of the driver's, such as label descriptions. */
  static float[][] vectors(JobContext context, String name, List<String> texts) {
    ModelFiles files = ModelFiles.of(context.spec().embedder(name), context.host().home());
    try (Embedder embedder = Embedder.open(files, context.host().home().natives())) {
      return Arrays.stream(embedder.embed(texts))
          .map(Objects::requireNonNull)
          .toArray(float[][]::new);
    }
  }

  private static String said(long texts) {
    return texts == 0
        ? "          every text is in the store already"
        : String.format(Locale.ROOT, "          %,d texts embedded", texts);
  }
}
