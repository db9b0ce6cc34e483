package io.assay.label;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/**
 * Labels a post by the labelled posts nearest to it, each with a vote of its cosine; exact search.
 * The post itself and its near-duplicates are never among them.
 */
public final class NearestPosts implements Serializable {
  private final List<String> labels;
  private final List<Post> posts;
  private final float[][] vectors;
  private final int k;
  private final double minSimilarity;

  /**
   * A labelled post.
   *
   * @param nearDuplicateKey equal for near-duplicates
   * @param label index into the labels
   */
  public record Post(String id, String nearDuplicateKey, int label) implements Serializable {}

  private record Neighbour(Post post, float similarity) {}

  /**
   * The posts to search.
   *
   * @param vectors one a post, of length 1
   * @param k neighbours that vote, at least 1
   * @param minSimilarity cosine below which a post has no vote, -1 to 1
   */
  public NearestPosts(
      List<String> labels, List<Post> posts, float[][] vectors, int k, double minSimilarity) {
    if (posts.size() != vectors.length) {
      throw new IllegalArgumentException(
          "%d posts, %d vectors".formatted(posts.size(), vectors.length));
    }
    this.labels = List.copyOf(labels);
    this.posts = List.copyOf(posts);
    this.vectors = vectors.clone();
    this.k = k;
    this.minSimilarity = minSimilarity;
  }

  /** What the neighbours of a post say; abstained if none is near enough. */
  public Outcome label(String id, String nearDuplicateKey, float[] vector) {
    PriorityQueue<Neighbour> nearest = new PriorityQueue<>(k + 1, NearestPosts::farthestFirst);
    for (int i = 0; i < vectors.length; i++) {
      Post post = posts.get(i);
      if (post.id().equals(id) || post.nearDuplicateKey().equals(nearDuplicateKey)) {
        continue;
      }
      float similarity = Similarities.cosine(vector, vectors[i]);
      if (similarity < minSimilarity) {
        continue;
      }
      nearest.add(new Neighbour(post, similarity));
      if (nearest.size() > k) {
        nearest.remove();
      }
    }
    return vote(nearest.toArray(Neighbour[]::new));
  }

  private Outcome vote(Neighbour[] nearest) {
    Arrays.sort(nearest, (a, b) -> farthestFirst(b, a));
    double[] votes = new double[labels.size()];
    StringBuilder evidence = new StringBuilder();
    for (Neighbour neighbour : nearest) {
      votes[neighbour.post().label()] += Math.max(0, neighbour.similarity());
      if (evidence.length() < 100) {
        evidence.append(
            String.format(Locale.ROOT, "%s %.2f; ", neighbour.post().id(), neighbour.similarity()));
      }
    }
    String why = nearest.length == 0 ? "no post is near enough" : evidence.toString().strip();
    return Similarities.largest(labels, votes, why);
  }

  /** Equal similarities go by id, so that the order of the posts does not matter. */
  private static int farthestFirst(Neighbour a, Neighbour b) {
    int bySimilarity = Float.compare(a.similarity(), b.similarity());
    return bySimilarity != 0 ? bySimilarity : b.post().id().compareTo(a.post().id());
  }
}
