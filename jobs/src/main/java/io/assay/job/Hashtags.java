package io.assay.job;

import io.assay.io.Table;
import io.assay.post.Hashtag;
import io.assay.post.HashtagWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import picocli.CommandLine.Command;

/** Input {@code posts}, output {@code hashtags}: one row a hashtag, in order. */
@Command(
    name = "hashtags",
    mixinStandardHelpOptions = true,
    description = "Extracts the hashtags of every post, as Twitter's rules read them.")
final class Hashtags extends StepJob {
  Hashtags() {
    super(Step.HASHTAGS);
  }

  @Override
  Map<String, Object> inputs(RunSpec spec) {
    return Map.of();
  }

  @Override
  void run(JobContext context) {
    Dataset<Row> posts = context.tables().read(Table.POSTS).select("post_id", "text");
    FlatMapFunction<Row, Row> extract = row -> rows(row.getString(0), row.getString(1)).iterator();
    context
        .tables()
        .write(Table.HASHTAGS, posts.flatMap(extract, Encoders.row(Table.HASHTAGS.schema())));
  }

  private static List<Row> rows(String postId, String text) {
    List<Row> rows = new ArrayList<>();
    HashtagWords splitter = HashtagWords.camelCase();
    for (Hashtag tag : io.assay.post.Hashtags.extract(text)) {
      String[] words = splitter.split(tag.tag()).toArray(String[]::new);
      rows.add(RowFactory.create(postId, tag.position(), tag.tag(), tag.key(), words));
    }
    return rows;
  }
}
