package io.assay.decide;

import io.assay.config.Task;
import io.assay.cost.Prices;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be decided.
 *
 * @param maxHours tools that need longer for the corpus are out, null for no limit
 * @param corpusSize posts that costs are for
 * @param goldInFrame gold posts of the frame
 * @param lookNumber j, from 1
 * @param warnings codes that the decision must carry
 * @param inputs name to fingerprint
 */
public record Question(
    String task,
    String ds,
    Task.Bar bar,
    @Nullable Double maxHours,
    long corpusSize,
    long goldInFrame,
    int lookNumber,
    Prices prices,
    List<String> warnings,
    Map<String, String> inputs) {

  /** Whether only labelled posts are held against the bar. */
  boolean isSelective() {
    return bar.metric() == Task.Bar.Metric.SELECTIVE_ACCURACY;
  }

  /** Dollars for labels by people, at the price of one. */
  double goldUsd(long labels) {
    return prices.goldLabelUsd().doubleValue() * labels;
  }

  /** Hours of people for labels: what they cost, at the price of an hour. */
  double goldHours(long labels) {
    return goldUsd(labels) / prices.personHourUsd().doubleValue();
  }
}
