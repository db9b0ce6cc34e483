package io.assay.job.evaluate;

import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.cost.CostRow;
import io.assay.cost.Ledger;
import io.assay.cost.Prices;
import io.assay.decide.Contestant;
import io.assay.decide.Decider;
import io.assay.decide.Decision;
import io.assay.decide.Evidence;
import io.assay.decide.Question;
import io.assay.eval.Count;
import io.assay.eval.CountTable;
import io.assay.io.RecordRows;
import io.assay.io.RunFolder;
import io.assay.io.SmallTables;
import io.assay.io.Table;
import io.assay.job.ask.Sample;
import io.assay.job.predict.LearningCurves;
import io.assay.job.predict.ModelCard;
import io.assay.job.predict.ModelCards;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.report.wording.WarningText;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a decision rests on, as a run's tables tell it: counts, costs, model cards and the notes of
 * evaluate. {@code decide} and {@code what-if} differ in nothing but the scenario.
 */
final class StoredEvidence {
  private final RunSpec spec;
  private final RunFolder run;
  private final CountTable counts;
  private final List<CostRow> costs;

  StoredEvidence(RunSpec spec, RunFolder run) {
    this.spec = spec;
    this.run = run;
    SmallTables tables = new SmallTables(run);
    this.counts = new CountTable(RecordRows.read(tables.read(Table.COUNTS), Count.class));
    this.costs = RecordRows.read(tables.read(Table.COSTS), CostRow.class);
  }

  /** What the task file, the price file and the run say. */
  Scenario scenario() {
    Task task = spec.task();
    return new Scenario(
        task.bar(),
        task.maxHours(),
        Long.parseLong(note(Evaluate.POSTS)),
        Integer.parseInt(note(Evaluate.CORES)),
        spec.prices());
  }

  /** The number of this look, which counts from now on. */
  int look() {
    return looks().number(note(Evaluate.GOLD_DIGEST));
  }

  /** The number of this look, without looking. */
  int lookWithoutCounting() {
    return looks().peek(note(Evaluate.GOLD_DIGEST));
  }

  /** The decision in a scenario. */
  Decision decide(Scenario scenario, int look) {
    Question question =
        new Question(
            spec.task().name(),
            spec.ds(),
            scenario.bar(),
            scenario.maxHours(),
            scenario.corpusSize(),
            Long.parseLong(note(Evaluate.GOLD_IN_FRAME)),
            look,
            scenario.prices(),
            withImported(warnings()),
            inputs());
    return Decider.decide(
        question, new Evidence(contestants(scenario), counts, LearningCurves.read(run)));
  }

  /** Gold that this task's own sample drew is known to be random; of other gold nothing is. */
  private List<String> warnings() {
    boolean drawn =
        run.manifest()
            .step(Step.SAMPLE.key())
            .map(step -> Boolean.parseBoolean(step.notes().get(Sample.GOLD_IS_DRAWN)))
            .orElse(false);
    return drawn ? List.of() : List.of("assumed-random-gold");
  }

  /** Who is scored on part of the gold: an LLM that Assay asked is so by design, others are not. */
  private List<String> withImported(List<String> warnings) {
    long all = Long.parseLong(note(Evaluate.GOLD_IN_FRAME));
    List<String> more = new ArrayList<>(warnings);
    for (ModelCard card : ModelCards.read(run)) {
      long scored = counts.of(card.labeler()).in(Part.TEST).withGold().n();
      if (card.kind().equals(LabelerSpec.IMPORTED) && scored > 0 && scored < all) {
        more.add(
            "%s: %s, %d of %d".formatted(WarningText.SCORED_IN_PART, card.labeler(), scored, all));
      }
    }
    return more;
  }

  private Map<String, String> inputs() {
    Map<String, String> inputs = new TreeMap<>();
    run.manifest()
        .step(Step.EVALUATE.key())
        .ifPresent(step -> inputs.put("evaluate", step.fingerprint()));
    inputs.put("gold", note(Evaluate.GOLD_DIGEST));
    return inputs;
  }

  private List<Contestant> contestants(Scenario scenario) {
    List<Contestant> contestants = new ArrayList<>();
    for (ModelCard card : ModelCards.read(run)) {
      CountTable frame = counts.of(card.labeler()).in(Part.TEST);
      CountTable gold = frame.withGold();
      Ledger ledger = ledger(card.labeler(), scenario.prices());
      contestants.add(
          new Contestant(
              card.labeler(),
              gold.n(),
              gold.n(Count::right),
              gold.n(Count::labelled),
              coverage(frame),
              ledger,
              ledger.isPriced() && ledger.isTimed()
                  ? ledger.hoursFor(scenario.corpusSize(), scenario.cores())
                  : null,
              card.notTrained()));
    }
    return contestants;
  }

  private Ledger ledger(String labeler, Prices prices) {
    List<CostRow> rows = costs.stream().filter(row -> row.labeler().equals(labeler)).toList();
    return new Ledger(labeler, rows).at(prices);
  }

  private static @Nullable Double coverage(CountTable frame) {
    return frame.n() == 0 ? null : (double) frame.n(Count::labelled) / frame.n();
  }

  private Looks looks() {
    return new Looks(run.files(), spec.lake(), spec.task().name());
  }

  private String note(String name) {
    return run.manifest()
        .step(Step.EVALUATE.key())
        .map(step -> step.notes().get(name))
        .orElseThrow(() -> new IllegalStateException("evaluate has left no note " + name));
  }
}
