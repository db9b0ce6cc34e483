package io.assay.job.predict;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.min;

import io.assay.embed.EmbedderSpec;
import io.assay.io.Origin;
import io.assay.io.Table;
import io.assay.job.run.Growth;
import io.assay.job.run.JobContext;
import io.assay.job.run.PartitionSizes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Texts of posts that the store has no vector of. Files of posts whose texts were all put into it
 * are not read again, as long as the store is as it was then.
 */
public final class TextsToEmbed {
  private static final String[] HASH = {"text_hash"};

  private final JobContext context;
  private final EmbedderSpec spec;
  private final List<String> files;
  private final Set<String> known;
  private final List<String> fresh;
  private final long atMost;

  /** Of the run that a context is about. */
  public TextsToEmbed(JobContext context, EmbedderSpec spec) {
    this.context = context;
    this.spec = spec;
    this.files = context.tables().files(Table.POSTS);
    this.known =
        Origin.read(context.run().files(), folder())
            .filter(then -> then.of().equals(origin(files).of()))
            .map(then -> Set.copyOf(then.sources()))
            .orElse(Set.of());
    this.fresh = files.stream().filter(file -> !known.contains(file)).toList();
    this.atMost = context.tables().rows(Table.POSTS, fresh);
  }

  /** How many there can be at most, which takes no job of Spark's. */
  long atMost() {
    return atMost;
  }

  /** Whether nothing was ever embedded, so that every text is wanted. */
  boolean areAll() {
    return context.run().files().list(folder()).files() == 0;
  }

  /** Columns {@code text_hash, text}, each text once, and the same one whenever it is asked for. */
  public Dataset<Row> texts() {
    Dataset<Row> texts =
        LearningPosts.texts(context, fresh).groupBy("text_hash").agg(min("text").as("text"));
    Dataset<Row> stored = Embed.store(context).embeddings(spec.id()).select("text_hash");
    return texts.join(
        atMost <= PartitionSizes.FEW
            ? stored.join(broadcast(texts.select("text_hash")), HASH, "left_semi")
            : stored,
        HASH,
        "left_anti");
  }

  /** Notes that the store has a vector of every text now. */
  void done() {
    Set<String> all = new TreeSet<>(known);
    all.addAll(files);
    origin(List.copyOf(all)).write(context.run().files(), folder());
  }

  private Origin origin(List<String> sources) {
    return Growth.origin(context, Map.of("model", spec.id()), sources);
  }

  private Path folder() {
    return context.spec().lake().embeddings(spec.id());
  }
}
