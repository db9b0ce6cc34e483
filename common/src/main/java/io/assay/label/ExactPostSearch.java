package io.assay.label;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/** Compares a vector with that of every post. */
public final class ExactPostSearch implements PostSearch {
  private final List<Post> posts;
  private final float[][] vectors;

  /**
   * The posts to search.
   *
   * @param vectors one a post, of length 1
   */
  public ExactPostSearch(List<Post> posts, float[][] vectors) {
    if (posts.size() != vectors.length) {
      throw new IllegalArgumentException(
          "%d posts, %d vectors".formatted(posts.size(), vectors.length));
    }
    this.posts = List.copyOf(posts);
    this.vectors = vectors.clone();
  }

  @Override
  public List<Neighbour> nearest(float[] vector, int k, Predicate<Post> allowed) {
    PriorityQueue<Neighbour> found = new PriorityQueue<>(k + 1, Neighbour.NEAREST_FIRST.reversed());
    for (int i = 0; i < vectors.length; i++) {
      float similarity = Similarities.cosine(vector, vectors[i]);
      // Most posts are too far away: what costs more is looked at for the others only.
      if (found.size() == k && similarity < found.element().similarity()) {
        continue;
      }
      if (allowed.test(posts.get(i))) {
        found.add(new Neighbour(posts.get(i), similarity));
      }
      if (found.size() > k) {
        found.remove();
      }
    }
    List<Neighbour> nearest = new ArrayList<>(found);
    nearest.sort(Neighbour.NEAREST_FIRST);
    return nearest;
  }
}
