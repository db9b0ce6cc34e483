package io.assay.labeler;

import io.assay.classify.Contribution;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says by which features a classifier came to a label. */
final class Evidence {
  /** Features that are named. */
  static final int MOST = 3;

  private Evidence() {}

  /** {@code #funny +1.31; word lol +0.42; embedding +0.20}. */
  static String of(List<Contribution> heaviest) {
    return heaviest.stream()
        .map(one -> String.format(Locale.ROOT, "%s %+.2f", name(one), one.weight()))
        .collect(Collectors.joining("; "));
  }

  private static String name(Contribution one) {
    return switch (one.block()) {
      case HASHTAGS -> "#" + one.feature();
      case WORDS -> "word " + one.feature();
      case CHARACTERS -> "letters " + one.feature();
      case EMBEDDING, LENGTH, EMOJI -> one.feature();
    };
  }
}
