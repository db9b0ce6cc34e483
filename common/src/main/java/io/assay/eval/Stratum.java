package io.assay.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
}
