package io.assay.label;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Labelled posts by their similarity to a vector. */
public interface PostSearch extends Serializable {

  /**
   * A labelled post.
   *
   * @param nearDuplicateKey equal for near-duplicates
   * @param label index into the labels
   */
  record Post(String id, String nearDuplicateKey, int label) implements Serializable {}

  /**
   * A post that was found.
   *
   * @param similarity cosine, -1 to 1
   */
  record Neighbour(Post post, float similarity) {
    /** The most similar first; equal ones by id, so that the order of the posts does not matter. */
    public static final Comparator<Neighbour> NEAREST_FIRST =
        Comparator.comparing(Neighbour::similarity, Comparator.reverseOrder())
            .thenComparing(found -> found.post().id());
  }

  /**
   * The posts that are most similar to a vector.
   *
   * @param vector of length 1
   * @param k how many are wanted, at least 1
   * @param allowed which posts may be among them
   * @return at most k, in the order of {@link Neighbour#NEAREST_FIRST}
   */
  List<Neighbour> nearest(float[] vector, int k, Predicate<Post> allowed);
}
