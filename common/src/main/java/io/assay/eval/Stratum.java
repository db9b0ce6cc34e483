package io.assay.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a post before any prediction, as one string of a count table: {@code
 * has_hashtag=true|lang=en|length=short}. Each of its features is a slice.
 */
public final class Stratum {
  private Stratum() {}

  /** The stratum of features, in their order. */
  public static String of(Map<String, String> features) {
    List<String> parts = new ArrayList<>();
    features.forEach((name, value) -> parts.add(name + "=" + value.replace('|', '_')));
    return String.join("|", parts);
  }

  /** The slices that a stratum lies in, {@code name=value} each. */
  public static List<String> slices(String stratum) {
    return stratum.isEmpty() ? List.of() : List.of(stratum.split("\\|"));
  }

  /** The stratum by some of its features only, in their order; empty if it lacks one of them. */
  public static Optional<String> by(List<String> features, String stratum) {
    List<String> found = new ArrayList<>();
    for (String feature : features) {
      slices(stratum).stream().filter(s -> s.startsWith(feature + "=")).forEach(found::add);
    }
    return found.size() == features.size()
        ? Optional.of(String.join("|", found))
        : Optional.empty();
  }
}
