package io.assay.label;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A hashtag and the label that it speaks for.
 *
 * @param weight how much it is trusted, above 0 and up to 1; null where the file gives none, which
 *     counts as 1
 */
record HashtagRule(HashtagPattern pattern, String label, @Nullable Double weight)
    implements Serializable {

  RuleSet.Named named() {
    return new RuleSet.Named(pattern.toString(), label);
  }

  double votes() {
    return weight == null ? 1 : weight;
  }
}
