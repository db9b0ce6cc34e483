package io.assay.job.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.udf;

import io.assay.io.Origin;
import io.assay.io.Table;
import io.assay.job.run.Growth;
import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import io.assay.post.Hashtag;
import io.assay.post.HashtagWords;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine.Command;

/** Input {@code posts}, output {@code hashtags}: one row a hashtag, in order. */
@Command(
    name = "hashtags",
    mixinStandardHelpOptions = true,
    description = "Extracts the hashtags of every post, as Twitter's rules read them.")
public final class Hashtags extends StepJob {
  private static final StructType TAG =
      DataTypes.createStructType(
          Arrays.stream(Table.HASHTAGS.schema().fields())
              .filter(field -> !field.name().equals("post_id"))
              .toArray(StructField[]::new));

  public Hashtags() {
    super(Step.HASHTAGS);
  }

  @Override
  protected Map<String, Object> inputs(RunSpec spec) {
    return Map.of();
  }

  @Override
  public void run(JobContext context) {
    List<String> posts = context.tables().files(Table.POSTS);
    Origin origin = Growth.origin(context, Map.of("table", Table.HASHTAGS), posts);
    Optional<Growth> growth = Growth.of(context, origin, Table.HASHTAGS);
    if (growth.isPresent()) {
      Growth before = growth.get();
      List<String> fresh = posts.stream().filter(file -> !before.known().contains(file)).toList();
      Dataset<Row> found = found(context.tables().read(Table.POSTS, fresh));
      context.tables().extend(Table.HASHTAGS, before.run(), found);
      context.savedWork(
          "hashtags of posts that were there on %s are taken over"
              .formatted(before.run().manifest().ds()));
    } else {
      context.tables().write(Table.HASHTAGS, found(context.tables().read(Table.POSTS)));
    }
    origin.write(context.run().files(), context.run().staged(Table.HASHTAGS.path()));
  }

  /** Most posts have none, which a search in the bytes sees before any text is made of them. */
  private static Dataset<Row> found(Dataset<Row> posts) {
    UDF1<String, Row[]> extract = Hashtags::rows;
    Column found = udf(extract, DataTypes.createArrayType(TAG, false)).apply(col("text"));
    return posts
        .filter(col("text").contains("#").or(col("text").contains("\uff03")))
        .select(col("post_id"), explode(found).as("tag"))
        .select("post_id", "tag.*");
  }

  private static Row[] rows(String text) {
    List<Hashtag> tags = io.assay.post.Hashtags.extract(text);
    Row[] rows = new Row[tags.size()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(tags.get(i));
    }
    return rows;
  }

  private static Row row(Hashtag tag) {
    List<String> words = HashtagWords.camelCase().split(tag.tag());
    return RowFactory.create(tag.position(), tag.tag(), tag.key(), words.toArray(String[]::new));
  }
}
