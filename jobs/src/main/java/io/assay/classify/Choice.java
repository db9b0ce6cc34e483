package io.assay.classify;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One value of each hyper-parameter of an algorithm.
 *
 * @param values by name
 */
record Choice(Map<String, Double> values) {
  static final Choice NONE = new Choice(Map.of());

  Choice {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** The same with one more value. */
  Choice with(HyperParameter parameter, double value) {
    Map<String, Double> more = new TreeMap<>(values);
    more.put(parameter.name(), value);
    return new Choice(more);
  }

  /**
   * The value of a name.
   *
   * @throws IllegalArgumentException if it has none
   */
  double real(String name) {
    return Optional.ofNullable(values.get(name))
        .orElseThrow(() -> new IllegalArgumentException("no value of " + name));
  }

  /** The same as a whole number. */
  int whole(String name) {
    return (int) Math.round(real(name));
  }
}
