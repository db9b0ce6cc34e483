package io.assay.job.evaluate;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.assay.config.Task;
import io.assay.cost.CostRow;
import io.assay.embed.EmbedderSpec;
import io.assay.eval.ComparisonRow;
import io.assay.eval.Count;
import io.assay.eval.CountTable;
import io.assay.eval.EvaluationRow;
import io.assay.eval.Pattern;
import io.assay.io.Manifest;
import io.assay.io.RecordRows;
import io.assay.io.Table;
import io.assay.job.ask.AskNotes;
import io.assay.job.predict.Embed;
import io.assay.job.predict.ModelCard;
import io.assay.job.predict.ModelCards;
import io.assay.job.run.JobContext;
import io.assay.job.run.Step;
import io.assay.label.RuleCount;
import io.assay.label.Status;
import io.assay.labeler.Labelers;
import io.assay.report.model.Diagnosis;
import io.assay.report.model.Example;
import io.assay.report.model.LabelerInfo;
import io.assay.report.model.ReportModel;
import io.assay.report.model.RunFact;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** What a report shows, read from the tables of a run. */
final class ReportTables {
  private static final int EXAMPLES_A_LABELER = 5;

  private final JobContext context;

  ReportTables(JobContext context) {
    this.context = context;
  }

  /** All that the report shows. */
  ReportModel model() {
    Task task = context.task();
    Map<String, String> labels = new LinkedHashMap<>();
    task.labels()
        .forEach((name, descriptions) -> labels.put(name, String.join("; ", descriptions)));
    return new ReportModel(
        task.name(),
        context.spec().ds(),
        labels,
        Decide.read(context.run()),
        RecordRows.read(context.tables().read(Table.EVALUATION), EvaluationRow.class),
        RecordRows.read(context.tables().read(Table.COMPARISON), ComparisonRow.class),
        RecordRows.read(context.tables().read(Table.COSTS), CostRow.class),
        labelers(),
        llmStatuses(),
        parts(),
        examples(),
        facts(),
        diagnosis(),
        context.noteOf(Step.ASK, AskNotes.MODEL),
        context.run().manifest().steps().stream().mapToLong(Manifest.Step::spentMicroUsd).sum());
  }

  private List<LabelerInfo> labelers() {
    List<LabelerInfo> infos = new ArrayList<>();
    for (ModelCard card : ModelCards.read(context)) {
      String kind = Labelers.of(card.kind()).sentence();
      String sentence = card.note() == null ? kind : kind + ". " + card.note();
      infos.add(new LabelerInfo(card.labeler(), card.kind(), sentence, card.notTrained()));
    }
    return infos;
  }

  private Map<String, Map<String, Long>> llmStatuses() {
    Map<String, Map<String, Long>> statuses = new LinkedHashMap<>();
    Dataset<Row> counted =
        context
            .tables()
            .read(Table.LLM_LABELS)
            .groupBy("labeler", "status")
            .agg(count(lit(1)).as("n"))
            .orderBy("labeler", "status");
    for (Row row : counted.collectAsList()) {
      statuses
          .computeIfAbsent(row.getString(0), name -> new LinkedHashMap<>())
          .put(row.getString(1), row.getLong(2));
    }
    return statuses;
  }

  private Map<String, Long> parts() {
    Map<String, Long> found = new LinkedHashMap<>();
    for (Row row : context.tables().read(Table.SPLITS).groupBy("part").count().collectAsList()) {
      found.put(row.getString(0), row.getLong(1));
    }
    Map<String, Long> ordered = new LinkedHashMap<>();
    for (Part part : Part.values()) {
      ordered.put(part.key(), found.getOrDefault(part.key(), 0L));
    }
    return ordered;
  }

  /** Wrong items of part tune: those of test must stay unread, or the next look is spoiled. */
  private List<Example> examples() {
    Dataset<Row> tune =
        context
            .tables()
            .read(Table.KNOWN)
            .filter(col("part").equalTo(Part.TUNE.key()).and(col("gold").isNotNull()))
            .select("post_id", "gold");
    WindowSpec surest =
        Window.partitionBy("labeler").orderBy(col("confidence").desc_nulls_last(), col("post_id"));
    Dataset<Row> wrong =
        context
            .tables()
            .read(Table.KNOWN_PREDICTIONS)
            .filter(col("status").equalTo(Status.LABELLED.key()))
            .join(broadcast(tune), "post_id")
            .filter(col("label").notEqual(col("gold")))
            .withColumn("nth", row_number().over(surest))
            .filter(col("nth").leq(EXAMPLES_A_LABELER));
    List<Row> shown =
        context
            .tables()
            .read(Table.POSTS)
            .select("post_id", "text")
            .join(broadcast(wrong), "post_id")
            .orderBy("nth")
            .collectAsList();
    return context.task().labelers().stream()
        .flatMap(spec -> shown.stream().filter(row -> spec.name().equals(row.getAs("labeler"))))
        .map(ReportTables::example)
        .toList();
  }

  private static Example example(Row row) {
    return new Example(
        row.getAs("post_id"),
        row.getAs("text"),
        row.getAs("gold"),
        row.getAs("labeler"),
        row.getAs("label"),
        row.getAs("evidence"));
  }

  private Diagnosis diagnosis() {
    List<Count> counts = RecordRows.read(context.tables().read(Table.COUNTS), Count.class);
    Dataset<Row> patterns = context.tables().read(Table.PATTERNS);
    Map<String, String> texts = new HashMap<>();
    context
        .tables()
        .read(Table.POSTS)
        .join(
            broadcast(patterns.select(explode(col("examples")).as("post_id")).distinct()),
            "post_id")
        .select("post_id", "text")
        .collectAsList()
        .forEach(row -> texts.put(row.getString(0), row.getString(1)));
    return new Diagnosis(
        new CountTable(counts),
        RecordRows.read(patterns, Pattern.class),
        texts,
        RecordRows.read(context.tables().read(Table.RULES), RuleCount.class));
  }

  private List<RunFact> facts() {
    List<RunFact> facts = new ArrayList<>();
    Task task = context.task();
    facts.add(new RunFact("seed of the samples", String.valueOf(task.sample().seed())));
    List<String> embedders = context.spec().embedders().stream().map(EmbedderSpec::id).toList();
    facts.add(new RunFact("embedder", embedders.isEmpty() ? "none" : String.join(", ", embedders)));
    facts.add(
        new RunFact("code", context.run().manifest().application().getOrDefault("code", "?")));
    facts.add(new RunFact("prices as of", context.spec().prices().asOf().toString()));
    fact(
        facts,
        Step.SPLIT,
        "dropped",
        "gold dropped from an earlier part, its like is in a later one");
    fact(facts, Step.EMBED, Embed.EMBEDDED, "texts embedded in this run");
    for (Manifest.Step step : context.run().manifest().steps()) {
      facts.add(new RunFact("fingerprint of " + step.name(), step.fingerprint()));
    }
    return facts;
  }

  private void fact(List<RunFact> facts, Step step, String note, String words) {
    String value = context.noteOf(step, note);
    if (value != null) {
      facts.add(new RunFact(words, value));
    }
  }
}
