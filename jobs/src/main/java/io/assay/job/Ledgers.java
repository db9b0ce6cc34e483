package io.assay.job;

import io.assay.config.LabelerSpec;
import io.assay.config.LlmEndpoint;
import io.assay.cost.Basis;
import io.assay.cost.Ledger;
import io.assay.cost.LedgerBuilder;
import io.assay.cost.Prices;
import io.assay.io.Imports.Use;
import io.assay.io.Table;
import io.assay.labeler.Labelers;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** What each labeler costs, from rates that the earlier steps measured and wrote down. */
final class Ledgers {
  private final JobContext context;
  private final Prices prices;
  private final Map<String, ModelCard> cards = new HashMap<>();

  Ledgers(JobContext context) {
    this.context = context;
    ModelCards.read(context).forEach(card -> cards.put(card.labeler(), card));
    this.prices = context.spec().prices();
  }

  /** The ledger of a labeler: its own work, and that of those it rests on for their posts. */
  Ledger of(LabelerSpec spec) {
    LedgerBuilder ledger = own(spec);
    List<String> stages = spec.settings().refersTo();
    Map<String, Double> reach = stages.isEmpty() ? Map.of() : Reach.of(context, spec);
    for (String stage : stages) {
      Ledger used = of(context.task().labeler(stage).orElseThrow());
      ledger.stage(used, reach.getOrDefault(stage, 0.0));
    }
    return ledger.build();
  }

  private LedgerBuilder own(LabelerSpec spec) {
    ModelCard card = Objects.requireNonNull(cards.get(spec.name()));
    LedgerBuilder ledger = Ledger.of(spec.name(), prices).effort(spec.effortHours());
    if (Labelers.of(spec.kind()).learns() && card.notTrained() == null) {
      ledger.goldTrainingLabels(card.trainPosts());
      ledger.trainingCompute(card.coreSeconds(), Basis.MEASURED);
    }
    if (spec.asks()) {
      asked(spec, ledger);
    } else if (spec.isImported()) {
      imported(spec, ledger);
    } else {
      rate(Step.PREDICT, Predict.RATE + spec.name())
          .ifPresent(rate -> ledger.compute("predict", rate, Basis.MEASURED));
    }
    if (spec.settings().needsEmbedding()) {
      Basis basis =
          "0".equals(context.noteOf(Step.EMBED, Embed.EMBEDDED)) ? Basis.STORED : Basis.MEASURED;
      rate(Step.EMBED, Embed.RATE)
          .ifPresent(rate -> ledger.compute(LedgerBuilder.EMBED, rate, basis));
    }
    return ledger;
  }

  private void asked(LabelerSpec spec, LedgerBuilder ledger) {
    rate(Step.ASK, Ask.CALLS_RATE + spec.name())
        .ifPresent(rate -> ledger.calls(rate, Basis.MEASURED));
    LlmEndpoint endpoint = Ask.endpoint(context.spec(), spec);
    if (endpoint.price().isCpu()) {
      rate(Step.ASK, Ask.SERVER_RATE + spec.name())
          .ifPresent(rate -> ledger.serverCompute(rate, Basis.MEASURED));
      return;
    }
    Row tokens =
        context
            .tables()
            .read(Table.LLM_LABELS)
            .filter(functions.col("labeler").equalTo(spec.name()))
            .agg(functions.avg("input_tokens"), functions.avg("output_tokens"))
            .first();
    if (!tokens.isNullAt(0)) {
      ledger.tokens(
          1_000 * tokens.getDouble(0),
          1_000 * tokens.getDouble(1),
          prices.of(endpoint.price()),
          Basis.MEASURED);
    }
  }

  /** Where no row has a price, nothing is known, and nothing is taken for free. */
  private void imported(LabelerSpec spec, LedgerBuilder ledger) {
    Row price =
        GivenLabels.rows(context, spec.isLlm() ? Use.LLM : Use.PREDICTIONS, spec)
            .agg(functions.avg("usd"), functions.count("usd"), functions.count(functions.lit(1)))
            .first();
    if (!price.isNullAt(0) && price.getLong(1) == price.getLong(2)) {
      ledger.importedLabels(BigDecimal.valueOf(price.getDouble(0)), context.spec().ds());
    }
  }

  private Optional<Double> rate(Step step, String name) {
    @Nullable String note = context.noteOf(step, name);
    return Optional.ofNullable(note).map(Double::valueOf);
  }
}
