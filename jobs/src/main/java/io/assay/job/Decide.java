package io.assay.job;

import io.assay.config.CanonicalJson;
import io.assay.config.Task;
import io.assay.cost.CostRow;
import io.assay.cost.Ledger;
import io.assay.decide.Contestant;
import io.assay.decide.Decider;
import io.assay.decide.Decision;
import io.assay.eval.Count;
import io.assay.eval.CountTable;
import io.assay.io.Table;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Input {@code counts}, {@code costs}; output {@code decision.json}. Reads stored tables only. */
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    description = "Decides from the stored counts and costs which tool the evidence recommends.")
final class Decide extends StepJob {
  static final String FILE = "decision.json";

  Decide() {
    super(Step.DECIDE);
  }

  @Override
  Map<String, Object> inputs(RunSpec spec) {
    return Map.of(
        "bar", spec.task().bar(),
        "max_hours", String.valueOf(spec.task().maxHours()),
        "prices", spec.prices());
  }

  @Override
  void run(JobContext context) {
    CountTable counts =
        new CountTable(RecordRows.read(context.tables().read(Table.COUNTS), Count.class));
    List<CostRow> costs = RecordRows.read(context.tables().read(Table.COSTS), CostRow.class);
    Decision decision = Decider.decide(question(context), contestants(context, counts, costs));
    context.run().files().replace(context.run().staged(FILE), CanonicalJson.pretty(decision));
    context.tables().staged(FILE, 1);
  }

  private static Decider.Question question(JobContext context) {
    Task task = context.task();
    String gold = noteOf(context, Evaluate.GOLD_DIGEST);
    int look = new Looks(context.run().files(), context.spec().lake(), task.name()).number(gold);
    long corpus = Long.parseLong(noteOf(context, Evaluate.POSTS));
    Map<String, String> inputs = new TreeMap<>();
    context
        .run()
        .manifest()
        .step(Step.EVALUATE.key())
        .ifPresent(s -> inputs.put("evaluate", s.fingerprint()));
    inputs.put("gold", gold);
    return new Decider.Question(
        task,
        context.spec().ds(),
        corpus,
        Long.parseLong(noteOf(context, Evaluate.GOLD_IN_FRAME)),
        look,
        context.spec().prices(),
        List.of("assumed-random-gold"),
        inputs);
  }

  private static List<Contestant> contestants(
      JobContext context, CountTable counts, List<CostRow> costs) {
    int cores = Integer.parseInt(noteOf(context, Evaluate.CORES));
    long corpus = Long.parseLong(noteOf(context, Evaluate.POSTS));
    List<Contestant> contestants = new ArrayList<>();
    for (ModelCard card : ModelCards.read(context)) {
      CountTable frame = counts.of(card.labeler()).in(Part.TEST);
      CountTable gold = frame.withGold();
      List<CostRow> rows = costs.stream().filter(r -> r.labeler().equals(card.labeler())).toList();
      Ledger ledger = new Ledger(card.labeler(), rows);
      contestants.add(
          new Contestant(
              card.labeler(),
              gold.n(),
              gold.n(Count::right),
              gold.n(Count::labelled),
              coverage(frame),
              ledger,
              ledger.hoursFor(corpus, cores),
              card.notTrained()));
    }
    return contestants;
  }

  private static @Nullable Double coverage(CountTable frame) {
    return frame.n() == 0 ? null : (double) frame.n(Count::labelled) / frame.n();
  }

  private static String noteOf(JobContext context, String name) {
    return Objects.requireNonNull(context.noteOf(Step.EVALUATE, name), name);
  }
}
