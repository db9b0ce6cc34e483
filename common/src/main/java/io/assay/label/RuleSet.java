package io.assay.label;

import java.io.Serializable;
import java.util.List;

/** Rules that people wrote, each of which can be looked at alone. */
public interface RuleSet extends Serializable {

  /**
   * A rule as people know it.
   *
   * @param rule its name or pattern
   * @param label that it speaks for
   */
  record Named(String rule, String label) implements Serializable {}

  /** All rules, in the file's order. */
  List<Named> rules();

  /**
   * The rules that match a post, whether or not they decide its label.
   *
   * @param keys the post's hashtag keys
   */
  List<Named> matching(String text, List<String> keys);

  /** Whether they are about hashtags, so that a hashtag may be missing among them. */
  boolean readsHashtags();
}
