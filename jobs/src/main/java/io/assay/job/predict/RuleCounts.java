package io.assay.job.predict;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.exists;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import io.assay.config.LabelerSpec;
import io.assay.io.RecordRows;
import io.assay.io.Table;
import io.assay.job.run.JobContext;
import io.assay.label.RuleCount;
import io.assay.label.RuleSet;
import io.assay.label.RuleSet.Named;
import io.assay.label.TagOdds;
import io.assay.labeler.Labelers;
import io.assay.labeler.PostColumns;
import io.assay.labeler.TagCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What each written rule does on the labelled posts of parts train and tune, and which hashtags
 * could be rules. People change rules by these figures, so test gold is left out.
 */
final class RuleCounts {
  private static final ArrayType RULES =
      DataTypes.createArrayType(
          new StructType()
              .add("rule", DataTypes.StringType, false)
              .add("label", DataTypes.StringType, false),
          false);

  /** Rarer hashtags are right by chance too often. */
  private static final int FEWEST_POSTS = 5;

  private static final double SMOOTHING = 0.5;
  private static final int SUGGESTIONS = 20;

  private final List<String> labels;
  private final Dataset<Row> labelled;
  private final long posts;

  private RuleCounts(JobContext context, Dataset<Row> labelled) {
    this.labels = context.task().labelNames();
    this.labelled = labelled;
    this.posts = labelled.count();
  }

  /**
   * Stages table {@code rules}, without a row where no labeler has rules.
   *
   * @param labelled see {@link LearningPosts#labelled}
   */
  static void stage(JobContext context, Dataset<Row> labelled) {
    RuleCounts counts = new RuleCounts(context, PostColumns.withTags(labelled));
    List<RuleCount> rows = new ArrayList<>();
    for (LabelerSpec spec : context.task().labelers()) {
      Labelers.of(spec.kind())
          .rules(context.task(), spec)
          .ifPresent(rules -> rows.addAll(counts.of(spec.name(), rules)));
    }
    context.tables().write(Table.RULES, RecordRows.of(rows));
  }

  private List<RuleCount> of(String labeler, RuleSet rules) {
    List<RuleCount> rows = new ArrayList<>(written(labeler, rules));
    if (rules.readsHashtags()) {
      rows.addAll(suggested(labeler, rules));
    }
    return rows;
  }

  private List<RuleCount> written(String labeler, RuleSet rules) {
    Map<Named, Row> found = new HashMap<>();
    for (Row row : counted(rules).collectAsList()) {
      found.put(new Named(row.getString(0), row.getString(1)), row);
    }
    Row none = RowFactory.create("", "", 0L, 0L, 0L, 0L);
    return rules.rules().stream()
        .map(
            rule -> {
              Row row = found.getOrDefault(rule, none);
              return new RuleCount(
                  labeler,
                  rule.rule(),
                  rule.label(),
                  RuleCount.WRITTEN,
                  row.getLong(2),
                  row.getLong(3),
                  row.getLong(4),
                  row.getLong(5),
                  posts);
            })
        .toList();
  }

  private Dataset<Row> counted(RuleSet rules) {
    UDF2<String, Seq<String>, Row[]> matching =
        (text, tags) ->
            rules.matching(text, CollectionConverters.asJava(tags)).stream()
                .map(rule -> RowFactory.create(rule.rule(), rule.label()))
                .toArray(Row[]::new);
    Column label = col("match.label");
    Column against = exists(col("matches"), other -> other.getField("label").notEqual(label));
    return labelled
        .withColumn(
            "matches", udf(matching, RULES).apply(col(PostColumns.TEXT), col(PostColumns.TAGS)))
        .select(col(PostColumns.GOLD), col("matches"), explode(col("matches")).as("match"))
        .groupBy("match.rule", "match.label")
        .agg(
            count(lit(1)).as("posts"),
            sum(label.equalTo(col(PostColumns.GOLD)).cast("long")).as("right"),
            sum(size(col("matches")).gt(1).cast("long")).as("overlaps"),
            sum(against.cast("long")).as("conflicts"));
  }

  /** Hashtags that speak for a label, most telling first, where no rule speaks of them. */
  private List<RuleCount> suggested(String labeler, RuleSet rules) {
    return TagCounts.of(labelled).odds(labels, SMOOTHING, FEWEST_POSTS).rules().stream()
        .filter(odds -> 2 * odds.postsOfLabel() > odds.posts())
        .filter(odds -> rules.matching("", List.of(odds.key())).isEmpty())
        .limit(SUGGESTIONS)
        .map(odds -> suggestion(labeler, odds))
        .toList();
  }

  private RuleCount suggestion(String labeler, TagOdds odds) {
    return new RuleCount(
        labeler,
        "#" + odds.key(),
        odds.label(),
        RuleCount.SUGGESTED,
        odds.posts(),
        odds.postsOfLabel(),
        0,
        0,
        posts);
  }
}
