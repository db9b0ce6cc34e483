package io.assay.label;

import io.assay.label.PostSearch.Neighbour;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * Labels a post by the labelled posts nearest to it, each with a vote of its cosine. The post
 * itself and its near-duplicates are never among them.
 *
 * @param k neighbours that vote, at least 1
 * @param minSimilarity cosine below which a post has no vote, -1 to 1
 */
public record NearestPosts(List<String> labels, PostSearch search, int k, double minSimilarity)
    implements Serializable {
  private static final int EVIDENCE_LENGTH = 100;

  public NearestPosts {
    labels = List.copyOf(labels);
  }

  /**
   * What the neighbours of a post say; abstained if none is near enough, failed if it has no
   * numbers.
   */
  public Outcome label(String id, String nearDuplicateKey, float[] vector) {
    if (!Similarities.isFinite(vector)) {
      return Similarities.notFinite();
    }
    return vote(
        search
            .nearest(
                vector,
                k,
                post -> !post.id().equals(id) && !post.nearDuplicateKey().equals(nearDuplicateKey))
            .stream()
            .filter(neighbour -> neighbour.similarity() >= minSimilarity)
            .toList());
  }

  private Outcome vote(List<Neighbour> nearest) {
    double[] votes = new double[labels.size()];
    StringBuilder evidence = new StringBuilder();
    for (Neighbour neighbour : nearest) {
      votes[neighbour.post().label()] += Math.max(0, neighbour.similarity());
      if (evidence.length() < EVIDENCE_LENGTH) {
        evidence.append(
            String.format(Locale.ROOT, "%s %.2f; ", neighbour.post().id(), neighbour.similarity()));
      }
    }
    String why = nearest.isEmpty() ? "no post is near enough" : evidence.toString().strip();
    return Similarities.largest(labels, votes, why);
  }
}
