package io.assay.job;

import static org.apache.spark.sql.functions.col;

import io.assay.embed.EmbedderSpec;
import io.assay.embed.ModelFiles;
import io.assay.embed.OnnxEmbedder;
import io.assay.embed.TextEmbedder;
import io.assay.io.Store;
import io.assay.io.Table;
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
final class Embed extends StepJob {
  static final String RATE = "core_seconds_per_1000";
  static final String EMBEDDED = "embedded";

  private static final int TEXTS_A_TASK = 2_000;

  Embed() {
    super(Step.EMBED);
  }

  @Override
  Map<String, Object> inputs(RunSpec spec) {
    return spec.task().needsEmbedding() ? Map.of("model", embedder(spec).id()) : Map.of();
  }

  /** The model's name in the store. */
  static String modelId(JobContext context) {
    return embedder(context.spec()).id();
  }

  @Override
  void run(JobContext context) {
    if (!context.task().needsEmbedding()) {
      context.note(EMBEDDED, 0);
      return;
    }
    EmbedderSpec spec = embedder(context.spec());
    Store store = new Store(context.session(), context.run().files(), context.spec().lake());
    Dataset<Row> missing = missing(context, store.embeddings(spec.id())).cache();
    long texts = missing.count();
    context.note(EMBEDDED, texts);
    if (texts > 0) {
      embed(context, spec, store, missing, texts);
    }
    missing.unpersist();
    EmbeddingRate.read(context, spec.id()).ifPresent(rate -> context.note(RATE, rate.per1000()));
    context.host().screen().line(said(texts));
  }

  private static Dataset<Row> missing(JobContext context, Dataset<Row> stored) {
    return context
        .tables()
        .read(Table.POSTS)
        .select("text_hash", "text")
        .dropDuplicates("text_hash")
        .join(stored.select("text_hash"), new String[] {"text_hash"}, "left_anti");
  }

  private static void embed(
      JobContext context, EmbedderSpec spec, Store store, Dataset<Row> missing, long texts) {
    context.host().screen().progress("fetching the model " + spec.name() + " …");
    ModelFiles files = ModelFiles.of(spec, context.host().home());
    int cores = context.session().sparkContext().defaultParallelism();
    int tasks = (int) Math.max(cores, texts / TEXTS_A_TASK);
    TextEmbedder embedder = TextEmbedder.of(files).setInputCol("text").setOutputCol("vector");
    double before = context.coreTime().seconds();
    Dataset<Row> spread = missing.repartition(tasks, col("text_hash"));
    store.addEmbeddings(spec.id(), embedder.transform(spread));
    EmbeddingRate.add(context, spec.id(), texts, context.coreTime().seconds() - before);
  }

  /** Vectors of a few texts of the driver's, such as label descriptions. */
  static float[][] vectors(JobContext context, List<String> texts) {
    ModelFiles files = ModelFiles.of(embedder(context.spec()), context.host().home());
    try (OnnxEmbedder embedder =
        OnnxEmbedder.open(files, context.host().home().path().resolve("natives"))) {
      return Arrays.stream(embedder.embed(texts))
          .map(Objects::requireNonNull)
          .toArray(float[][]::new);
    }
  }

  private static EmbedderSpec embedder(RunSpec spec) {
    return EmbedderSpec.load(spec.conf(), spec.task().embedder());
  }

  private static String said(long texts) {
    return texts == 0
        ? "          every text is in the store already"
        : String.format(Locale.ROOT, "          %,d texts embedded", texts);
  }
}
