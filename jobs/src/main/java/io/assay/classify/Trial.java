package io.assay.classify;

import java.util.Map;

/**
 * One model that was fitted to choose hyper-parameters.
 *
 * @param parameters value by name
 * @param tune its quality on part tune
 */
public record Trial(Map<String, Double> parameters, Quality tune) {
  public Trial {
    parameters = Map.copyOf(parameters);
  }
}
