package io.assay.job.evaluate;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.array_except;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.assay.eval.Annotators;
import io.assay.eval.Clusters;
import io.assay.eval.Pattern;
import io.assay.io.RecordRows;
import io.assay.io.Table;
import io.assay.job.run.JobContext;
import io.assay.sample.Part;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Posts counted by what several labelers, people or askings made of the same post. */
final class GoldPatterns {
  private static final int EXAMPLES = 5;

  private final JobContext context;
  private final CountPosts posts;

  GoldPatterns(JobContext context, CountPosts posts) {
    this.context = context;
    this.posts = posts;
  }

  /** Which labelers were wrong together, on the gold of parts tune and test. */
  List<Pattern> patterns() {
    Column names = array(names().stream().map(name -> lit(name)).toArray(Column[]::new));
    Dataset<Row> outcomes =
        posts
            .gold()
            .filter(col("part").isin(Part.TUNE.key(), Part.TEST.key()))
            .join(posts.said(), new String[] {"post_id"}, "left")
            .groupBy("post_id", "part", "gold")
            .agg(
                collect_list("labeler").as("asked"),
                collect_list(when(col("label").equalTo(col("gold")), col("labeler"))).as("right"))
            .withColumn("absent", array_except(names, col("asked")))
            .withColumn(
                "wrong",
                filter(
                    names,
                    name ->
                        array_contains(col("asked"), name)
                            .and(not(array_contains(col("right"), name)))));
    Column ofTune = when(col("part").equalTo(Part.TUNE.key()), col("post_id"));
    Dataset<Row> counted =
        outcomes
            .groupBy("part", "gold", "wrong", "absent")
            .agg(
                count(lit(1)).as("n"),
                slice(sort_array(collect_list(ofTune)), 1, EXAMPLES).as("examples"))
            .orderBy(col("part"), col("n").desc(), col("gold"), col("wrong"), col("absent"));
    return RecordRows.read(counted, Pattern.class);
  }

  /** Groups of scored posts, such as those of one author, by how many a labeler got right. */
  List<Clusters.Group> groups() {
    Column right = coalesce(col("label").equalTo(col("gold")), lit(false)).cast("long");
    Dataset<Row> counted =
        posts
            .gold()
            .filter(col("part").equalTo(Part.TEST.key()))
            .join(posts.said(), "post_id")
            .groupBy("labeler", "group_id")
            .agg(count(lit(1)).as("posts"), sum(right).as("right"))
            .groupBy("labeler", "posts", "right")
            .agg(count(lit(1)).as("n"))
            .orderBy("labeler", "posts", "right");
    return RecordRows.read(counted, Clusters.Group.class);
  }

  /** Gold posts by what their annotators said, where there are several. */
  List<Annotators.Votes> votes() {
    return votes(context.tables().read(Table.GOLD).withColumnRenamed("label", "said"));
  }

  /** Posts that an LLM was asked about several times, by what it said. */
  List<Annotators.Votes> repeats(String llm) {
    return votes(
        context
            .tables()
            .read(Table.LLM_REPEATS)
            .filter(col("labeler").equalTo(llm))
            .withColumn("said", coalesce(col("label"), lit(Annotators.NO_LABEL))));
  }

  private static List<Annotators.Votes> votes(Dataset<Row> labels) {
    Dataset<Row> counted =
        labels
            .groupBy("post_id")
            .agg(sort_array(collect_list("said")).as("votes"))
            .filter(size(col("votes")).gt(1))
            .groupBy("votes")
            .agg(count(lit(1)).as("n"))
            .orderBy("votes");
    return RecordRows.read(counted, Annotators.Votes.class);
  }

  private List<String> names() {
    return context.task().labelers().stream().map(spec -> spec.name()).toList();
  }
}
