package io.assay.label;

import java.io.Serializable;

/**
 * What a hashtag says of a label, learned from training posts.
 *
 * @param key the hashtag
 * @param posts with the hashtag
 * @param postsOfLabel of these, those of the label
 * @param logRatio natural log of how many times likelier a post of the label holds the hashtag than
 *     a post of another label, smoothed
 */
public record TagOdds(String key, String label, long posts, long postsOfLabel, double logRatio)
    implements Serializable {

  public TagOdds {
    if (postsOfLabel < 0 || postsOfLabel > posts) {
      throw new IllegalArgumentException(
          postsOfLabel + " posts of a label among " + posts + " with #" + key);
    }
  }
}
