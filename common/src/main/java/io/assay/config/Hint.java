package io.assay.config;

import java.util.Collection;

/** The end of a message about a name that is not known. */
public final class Hint {
  private Hint() {}

  /** {@code did you mean "accuracy"?}, or all the names where none is near. */
  public static String of(String name, Collection<String> known) {
    return NearestName.of(name, known)
        .map(near -> "did you mean \"" + near + "\"?")
        .orElse(known.isEmpty() ? "there is none" : "known: " + String.join(", ", known));
  }
}
