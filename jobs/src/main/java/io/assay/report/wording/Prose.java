package io.assay.report.wording;

import java.util.List;

/** Small joints of English sentences. */
public final class Prose {
  private Prose() {}

  /** Names in a row: {@code a, b and c}. */
  public static String list(List<String> names) {
    if (names.size() < 2) {
      return String.join("", names);
    }
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /** A count and its noun: {@code 1 tool}, {@code 2 tools}. */
  public static String counted(long n, String noun) {
    return Figures.count(n) + " " + noun + (n == 1 ? "" : "s");
  }
}
