package io.assay.job.evaluate;

import io.assay.config.LabelerSpec;
import io.assay.config.LlmEndpoint;
import io.assay.config.LlmPrice;
import io.assay.cost.Basis;
import io.assay.cost.Ledger;
import io.assay.cost.LedgerBuilder;
import io.assay.cost.Money;
import io.assay.cost.Prices;
import io.assay.io.Table;
import io.assay.job.ask.AskInputs;
import io.assay.job.ask.AskRates;
import io.assay.job.ingest.GivenLabels;
import io.assay.job.predict.Embed;
import io.assay.job.predict.ModelCard;
import io.assay.job.predict.ModelCards;
import io.assay.job.predict.Predict;
import io.assay.job.run.JobContext;
import io.assay.job.run.Step;
import io.assay.labeler.ImportedLabeler;
import io.assay.labeler.Labelers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;

/** What each labeler costs, from rates that the earlier steps measured and wrote down. */
final class Ledgers {
  private final JobContext context;
  private final Prices prices;
  private final Map<String, ModelCard> cards;

  Ledgers(JobContext context) {
    this.context = context;
    this.prices = context.spec().prices();
    this.cards =
        ModelCards.read(context).stream()
            .collect(Collectors.toMap(ModelCard::labeler, Function.identity()));
  }

  /** The ledger of a labeler: its own costs and those of all labelers that it rests on. */
  Ledger of(LabelerSpec spec) {
    Map<String, Double> reach = new LinkedHashMap<>();
    addReach(spec, 1, reach);
    List<Ledger> parts = new ArrayList<>(List.of(own(spec)));
    // Whoever taught it had to be made too, though no post goes to it any more.
    spec.settings()
        .learnsFrom()
        .forEach(name -> parts.add(of(context.task().labeler(name).orElseThrow()).forShare(0)));
    reach.forEach(
        (name, share) ->
            parts.add(own(context.task().labeler(name).orElseThrow()).forShare(share)));
    return Ledger.together(spec.name(), parts);
  }

  /** The share of all posts that comes to each labeler below one that gets a share of them. */
  private void addReach(LabelerSpec spec, double share, Map<String, Double> reach) {
    if (!spec.settings().refersTo().isEmpty()) {
      Reach.of(context, spec)
          .forEach(
              (name, part) -> {
                reach.merge(name, share * part, Math::max);
                addReach(context.task().labeler(name).orElseThrow(), share * part, reach);
              });
    }
  }

  private Ledger own(LabelerSpec spec) {
    ModelCard card = Objects.requireNonNull(cards.get(spec.name()), spec.name());
    LedgerBuilder ledger = Ledger.of(spec.name(), prices).effort(spec.effortHours());
    if (card.notTrained() == null) {
      if (Labelers.of(spec.kind()).learns()) {
        ledger.goldTrainingLabels(card.trainPosts());
        ledger.llmTrainingLabels(
            card.llmPosts(), new Money(card.llmMicroUsd()), context.spec().ds(), Basis.MEASURED);
      }
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
    context.task().embedderOf(spec).ifPresent(embedder -> embedding(embedder, ledger));
    return ledger.build();
  }

  /** A static embedder was made once, and each prediction contains its work. */
  private void embedding(String embedder, LedgerBuilder ledger) {
    @Nullable String embedded = context.noteOf(Step.EMBED, Embed.EMBEDDED + "." + embedder);
    Basis basis = "0".equals(embedded) ? Basis.STORED : Basis.MEASURED;
    rate(Step.EMBED, Embed.RATE + embedder)
        .ifPresent(rate -> ledger.compute(Ledger.EMBED, rate, basis));
    rate(Step.EMBED, Embed.DISTILLED + embedder)
        .ifPresent(seconds -> ledger.distillation(seconds, Basis.STORED));
  }

  private void asked(LabelerSpec spec, LedgerBuilder ledger) {
    rate(Step.ASK, AskRates.CALLS + spec.name())
        .ifPresent(rate -> ledger.calls(rate, Basis.MEASURED));
    LlmEndpoint endpoint = AskInputs.endpoint(context.spec(), spec);
    if (endpoint.price().isCpu()) {
      rate(Step.ASK, AskRates.SERVER + spec.name())
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

  /** What was paid, else tokens at the stated price; where neither is known nothing is for free. */
  private void imported(LabelerSpec spec, LedgerBuilder ledger) {
    Dataset<Row> rows = GivenLabels.rows(context, spec);
    LlmPrice price = ((ImportedLabeler.Settings) spec.settings()).price();
    Optional<Double> usd = meanOfAll(rows, "usd");
    Optional<Double> input = meanOfAll(rows, "input_tokens");
    Optional<Double> output = meanOfAll(rows, "output_tokens");
    if (usd.isPresent()) {
      ledger.importedLabels(BigDecimal.valueOf(usd.get()), context.spec().ds());
    } else if (price != null && input.isPresent() && output.isPresent()) {
      ledger.tokens(1_000 * input.get(), 1_000 * output.get(), prices.of(price), Basis.STATED);
    }
  }

  /** Empty if some row has no value, as the others may be of another kind. */
  private static Optional<Double> meanOfAll(Dataset<Row> rows, String column) {
    Row found =
        rows.agg(functions.avg(column), functions.count(column), functions.count(functions.lit(1)))
            .first();
    boolean all = found.getLong(1) > 0 && found.getLong(1) == found.getLong(2);
    return all ? Optional.of(found.getDouble(0)) : Optional.empty();
  }

  private Optional<Double> rate(Step step, String name) {
    @Nullable String note = context.noteOf(step, name);
    return Optional.ofNullable(note).map(Double::valueOf);
  }
}
