package io.assay.job.predict;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import io.assay.config.CanonicalJson;
import io.assay.embed.EmbedderSpec;
import io.assay.io.Origin;
import io.assay.io.RowDigest;
import io.assay.io.RunFolder;
import io.assay.io.Table;
import io.assay.job.run.CodeVersion;
import io.assay.job.run.EarlierRuns;
import io.assay.job.run.JobContext;
import io.assay.labeler.PostColumns;
import io.assay.post.ContentHash;
import io.assay.sample.Part;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Models are learned once: where posts with gold, labels by LLMs, settings and code are those that
 * an earlier day's models came from, or this day's before more posts arrived, the same would come
 * out. They are copied instead, with their cards, and cost what they cost then.
 */
final class EarlierModels {
  private final JobContext context;
  private final Origin origin;

  /**
   * Models that would be learned now.
   *
   * @param labelled posts with gold, see {@link LearningPosts#labelled}
   */
  EarlierModels(JobContext context, Dataset<Row> labelled) {
    this.context = context;
    this.origin = new Origin(digest(context, labelled), context.host().now(), List.of());
  }

  /** What the run's models were learned from; empty if they do not say. */
  static Optional<Origin> origin(RunFolder run) {
    return Origin.read(run.files(), run.published(ModelCards.MODELS));
  }

  /** Stages the same models, if there are any that are whole. */
  boolean stage() {
    Optional<RunFolder> same =
        EarlierRuns.andThis(context)
            .filter(run -> origin(run).filter(then -> then.of().equals(origin.of())).isPresent())
            .findFirst();
    same.ifPresent(this::copy);
    return same.isPresent();
  }

  /** Writes beside models that were just staged what they were learned from. */
  void sign() {
    origin.write(context.run().files(), context.run().staged(ModelCards.MODELS));
  }

  private void copy(RunFolder run) {
    Path models = run.published(ModelCards.MODELS);
    context.run().files().copy(models, context.run().staged(ModelCards.MODELS));
    context.tables().staged(ModelCards.MODELS, ModelCards.read(run).size());
    context.savedWork(
        "the same labels, settings and code as on %s: its models serve again"
            .formatted(run.manifest().ds()));
  }

  private static String digest(JobContext context, Dataset<Row> labelled) {
    Map<String, Object> all = new TreeMap<>();
    all.put("code", CodeVersion.current());
    all.put("settings", new Train().inputs(context.spec()));
    all.put("labels", context.task().labels());
    all.put("embedder", context.task().embedder());
    all.put("embedders", context.spec().embedders().stream().map(EmbedderSpec::id).toList());
    all.put("reference", String.valueOf(context.task().referenceLlm()));
    all.put(
        "gold",
        RowDigest.of(
                labelled, PostColumns.ID, PostColumns.TEXT, PostColumns.GOLD, LearningPosts.PART)
            .text());
    all.put("llm_labels", llmLabels(context));
    if (context.task().labelers().stream().anyMatch(s -> s.settings().learnsFromUnlabelled())) {
      all.put(
          "unlabelled",
          RowDigest.of(LearningPosts.unlabelledTexts(context), PostColumns.ID, PostColumns.TEXT)
              .text());
    }
    return ContentHash.sha256_128(CanonicalJson.of(all));
  }

  /** Nobody learns from those of part test. */
  private static String llmLabels(JobContext context) {
    Dataset<Row> labels = context.tables().read(Table.LLM_LABELS);
    Dataset<Row> scored =
        context
            .tables()
            .read(Table.SPLITS)
            .filter(col("part").equalTo(Part.TEST.key()))
            .join(broadcast(labels.select("post_id").distinct()), "post_id");
    return RowDigest.of(
            labels.join(scored.select("post_id"), new String[] {"post_id"}, "left_anti"),
            "post_id",
            "labeler",
            "status",
            "label",
            "confidence",
            "cost_micro_usd")
        .text();
  }
}
