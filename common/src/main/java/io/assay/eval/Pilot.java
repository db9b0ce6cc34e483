package io.assay.eval;

import io.assay.sample.Part;
import io.assay.stats.stratified.Allocation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What an earlier run knows of how much the tools' agreement with the reference LLM varies within
 * strata, for the next sample to be drawn where it varies most.
 */
public final class Pilot {
  /** √(½·½): what is known of a stratum that no post of the pilot lies in. */
  private static final double UNKNOWN = Allocation.pilotDeviation(0, 0);

  private final Map<String, Double> deviations;

  private Pilot(Map<String, Double> deviations) {
    this.deviations = deviations;
  }

  /**
   * The pilot by the strata of the next sample.
   *
   * @param counts of the earlier run
   * @param referenceLlm which is left out, as it agrees with itself
   * @param features that strata are made of, in their order
   * @param collapse from a stratum to the one that the sample takes it into
   * @return empty if the reference labelled no post of the frame, or a feature was not counted
   */
  public static Optional<Pilot> of(
      CountTable counts,
      String referenceLlm,
      List<String> features,
      UnaryOperator<String> collapse) {
    CountTable both =
        counts
            .in(Part.TEST)
            .withLlm()
            .where(c -> c.labelerB() == null && !c.labeler().equals(referenceLlm));
    boolean counted =
        both.rows().stream().allMatch(c -> Stratum.by(features, c.stratum()).isPresent());
    if (both.n() == 0 || !counted) {
      return Optional.empty();
    }
    Map<String, List<Count>> strata =
        both.rows().stream()
            .collect(
                Collectors.groupingBy(
                    c -> collapse.apply(Stratum.by(features, c.stratum()).orElseThrow())));
    return Optional.of(
        new Pilot(
            strata.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> deviation(e.getValue())))));
  }

  private static double deviation(List<Count> stratum) {
    return Allocation.jointDeviation(
        stratum.stream().collect(Collectors.groupingBy(Count::labeler)).values().stream()
            .map(CountTable::new)
            .mapToDouble(
                labeler -> Allocation.pilotDeviation(labeler.n(Count::agrees), labeler.n()))
            .sorted()
            .toArray());
  }

  /** S_h of a stratum: the root mean square over the labelers, above 0. */
  public double deviation(String stratum) {
    return deviations.getOrDefault(stratum, UNKNOWN);
  }
}
