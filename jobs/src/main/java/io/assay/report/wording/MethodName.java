package io.assay.report.wording;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Method codes of tables as a reader of statistics knows them. */
public final class MethodName {
  private static final Map<String, String> NAMES =
      Map.of(
          "wilson", "Wilson",
          "ps+", "PS+",
          "korn-graubard", "Korn-Graubard",
          "korn-graubard-smoothed", "Korn-Graubard, smoothed variance",
          "bonett-price", "Bonett-Price",
          "mcnemar-mid-p", "McNemar mid-p",
          "holm", "Holm");

  private MethodName() {}

  /** The names of a code or of several with commas between; an unknown code stays as it is. */
  public static String of(String codes) {
    return Arrays.stream(codes.split(", ", -1))
        .map(code -> NAMES.getOrDefault(code, code))
        .collect(Collectors.joining(", "));
  }
}
