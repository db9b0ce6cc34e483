package io.assay.labeler;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.assay.config.LabelerSettings.KeyProblem;
import io.assay.config.Task;
import io.assay.label.Outcome;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.jspecify.annotations.Nullable;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** The labelers of the task that another one asks for their votes. */
record Members(Task task, List<String> names) {

  /** A decision on the labels of the members, null where one says nothing. */
  @FunctionalInterface
  interface Decision extends Serializable {
    /** What the votes come to. */
    Outcome of(List<@Nullable String> said);
  }

  /** Notes too few members, and any that is named twice. */
  static void check(List<String> names, int fewest, KeyProblem problem) {
    if (names.size() < fewest) {
      problem.at("labelers", "labelers must name at least " + fewest + ", not " + names.size());
    }
    if (new HashSet<>(names).size() < names.size()) {
      problem.at("labelers", "labelers must name each once");
    }
  }

  /**
   * Adds the outcome of a decision. A post about which some member was not asked, such as one
   * beside the sample of an LLM, has none: with fewer votes it would be another tool.
   */
  Dataset<Row> decide(Dataset<Row> posts, String column, Decision decision) {
    UDF1<Seq<String>, Row> decide =
        said -> Outcomes.row(decision.of(new ArrayList<>(CollectionConverters.asJava(said))));
    Column asked = lit(true);
    for (String name : names) {
      asked = asked.and(outcome(name).isNotNull());
    }
    return posts.withColumn(column, when(asked, udf(decide, Outcomes.TYPE).apply(said())));
  }

  /** An array of strings: what each member says, null where it says nothing. */
  Column said() {
    return array(names.stream().map(this::label).toArray(Column[]::new));
  }

  /** The label that a member gives, null where it gives none. */
  Column label(String name) {
    return outcome(name).getField("label");
  }

  private Column outcome(String name) {
    return col(PostColumns.outcome(task, name));
  }
}
