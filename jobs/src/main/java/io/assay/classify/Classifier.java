package io.assay.classify;

import io.assay.stats.calibration.TemperatureScaling;
import java.util.List;
import java.util.Map;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A fitted classifier with the search that led to it.
 *
 * @param model adds {@code prediction} and the column of {@link Algorithm#scoreColumn}
 * @param parameters the hyper-parameters chosen
 * @param train its quality on what it learned from
 * @param tune its quality on what chose it
 * @param temperature divisor of its margins before the softmax; 1 where it gives probabilities
 * @param trials all that was tried, the simplest models first; empty where nothing could be chosen
 */
public record Classifier(
    Transformer model,
    Map<String, Double> parameters,
    Quality train,
    Quality tune,
    double temperature,
    List<Trial> trials) {

  /** Margins that a temperature is fitted on, at most. */
  private static final int MARGINS = 10_000;

  public Classifier {
    parameters = Map.copyOf(parameters);
    trials = List.copyOf(trials);
  }

  /**
   * Searches hyper-parameters on part tune; without a post there, takes the algorithm's usual ones.
   *
   * @param given values to try by name, in the place of the algorithm's own
   */
  public static Classifier fit(
      Algorithm algorithm, Map<String, List<Double>> given, Search search, TrainingData data) {
    SearchSpace space = algorithm.space(given);
    if (data.tune().isEmpty()) {
      Choice usual = space.usual();
      return of(algorithm, data, algorithm.trainer().fit(data, usual), usual, List.of());
    }
    List<Choice> candidates = search.candidates(space, data.seed());
    Trials<Transformer> trials =
        new Trials<>(
            search,
            choice -> algorithm.trainer().fit(data, choice),
            model -> Quality.of(model.transform(data.tune()), data.classes()));
    List<Trial> tried = trials.run(candidates);
    return of(algorithm, data, trials.model(), candidates.get(trials.winner()), tried);
  }

  private static Classifier of(
      Algorithm algorithm,
      TrainingData data,
      Transformer model,
      Choice choice,
      List<Trial> trials) {
    Dataset<Row> tune = model.transform(data.tune());
    return new Classifier(
        model,
        choice.values(),
        Quality.of(model.transform(data.train()), data.classes()),
        Quality.of(tune, data.classes()),
        algorithm.givesMargins() ? temperature(algorithm, tune) : 1,
        trials);
  }

  private static double temperature(Algorithm algorithm, Dataset<Row> tune) {
    List<Row> rows =
        tune.select(algorithm.scoreColumn(), TrainingData.TARGET).limit(MARGINS).collectAsList();
    double[][] margins =
        rows.stream().map(row -> row.<Vector>getAs(0).toArray()).toArray(double[][]::new);
    int[] targets = rows.stream().mapToInt(row -> (int) row.getDouble(1)).toArray();
    return rows.isEmpty() ? 1 : TemperatureScaling.fit(margins, targets).temperature();
  }
}
