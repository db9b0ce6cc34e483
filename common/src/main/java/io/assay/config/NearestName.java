package io.assay.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody probably meant. */
public final class NearestName {
  private NearestName() {}

  /**
   * The known name with the fewest edits from {@code name}, when these are at most a third of its
   * letters (at least 2).
   */
  public static Optional<String> of(String name, Collection<String> known) {
    int limit = Math.max(2, name.length() / 3);
    LevenshteinDistance distance = new LevenshteinDistance(limit);
    String wanted = name.toLowerCase(Locale.ROOT);
    record Near(String name, int edits) {}
    return known.stream()
        .map(other -> new Near(other, distance.apply(wanted, other.toLowerCase(Locale.ROOT))))
        .filter(near -> near.edits() >= 0)
        .min(Comparator.comparingInt(Near::edits).thenComparing(Near::name))
        .map(Near::name);
  }

  /** For the end of a message: {@code ", did you mean 'x'?"}, or what is known if none is near. */
  public static String hint(String name, Collection<String> known) {
    return of(name, known)
        .map(nearest -> ", did you mean '" + nearest + "'?")
        .orElseGet(() -> "; known are " + String.join(", ", known));
  }
}
