package io.assay.label;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.function.Predicate;

/** Compares a vector with that of every post. */
public final class ExactPostSearch implements PostSearch {
  private final List<Post> posts;
  private final VectorBlocks vectors;

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
    this.vectors = new VectorBlocks(vectors);
  }

  @Override
  public List<Neighbour> nearest(float[] vector, int k, Predicate<Post> allowed) {
    PriorityQueue<Neighbour> found = new PriorityQueue<>(k + 1, Neighbour.NEAREST_FIRST.reversed());
    for (int block = 0; block < vectors.count(); block++) {
      float[] similarities = vectors.products(vector, block);
      for (int i = 0; i < similarities.length; i++) {
        // Most posts are too far away: what costs more is looked at for the others only.
        if (found.size() < k || similarities[i] >= found.element().similarity()) {
          offer(posts.get(block * VectorBlocks.SIZE + i), similarities[i], k, allowed, found);
        }
      }
    }
    List<Neighbour> nearest = new ArrayList<>(found);
    nearest.sort(Neighbour.NEAREST_FIRST);
    return nearest;
  }

  private static void offer(
      Post post, float similarity, int k, Predicate<Post> allowed, Queue<Neighbour> found) {
    if (allowed.test(post)) {
      found.add(new Neighbour(post, similarity));
    }
    if (found.size() > k) {
      found.remove();
    }
  }
}
