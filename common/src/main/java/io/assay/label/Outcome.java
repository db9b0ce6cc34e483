package io.assay.label;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a labeler says of one post.
 *
 * @param label set exactly when the status is {@link Status#LABELLED}
 * @param confidence in 0 to 1, of the label; null where the labeler has none
 * @param evidence why, for a person: the rule, the hashtag, the error
 */
public record Outcome(
    Status status, @Nullable String label, @Nullable Double confidence, @Nullable String evidence)
    implements Serializable {

  public Outcome {
    if ((status == Status.LABELLED) != (label != null)) {
      throw new IllegalArgumentException("a label goes with status labelled, got " + status);
    }
    if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence " + confidence + " is not within 0 and 1");
    }
  }

  /** A label, and why. */
  public static Outcome labelled(String label, @Nullable Double confidence, @Nullable String why) {
    return new Outcome(Status.LABELLED, label, confidence, why);
  }

  /** No label, as the labeler has nothing to say of the post. */
  public static Outcome abstained(@Nullable String why) {
    return new Outcome(Status.ABSTAINED, null, null, why);
  }

  /** No label, as something went wrong. */
  public static Outcome failed(String why) {
    return new Outcome(Status.FAILED, null, null, why);
  }
}
