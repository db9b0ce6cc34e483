package io.assay.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.label.PostSearch.Post;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestPostsTest {
  private static final List<String> LABELS = List.of("funny", "sad");

  /** Unit vectors at 0, 10, 20 and 90 degrees. */
  private static final List<Post> POSTS =
      List.of(
          new Post("a", "key a", 0),
          new Post("b", "key b", 1),
          new Post("c", "key c", 1),
          new Post("d", "key d", 0));

  private static final float[][] VECTORS = {at(0), at(10), at(20), at(90)};

  @Test
  void theNearestPostsVote() {
    assertThat(search(1, 0).label("x", "new", at(1)).label()).isEqualTo("funny");
    Outcome three = search(3, 0).label("x", "new", at(1));
    assertThat(three.label()).as("two of three").isEqualTo("sad");
    assertThat(three.evidence()).startsWith("a 1.00; b 0.99; c 0.9");
    double votes = cos(1) + cos(9) + cos(19);
    assertThat(three.confidence()).isCloseTo((cos(9) + cos(19)) / votes, within());
  }

  @Test
  void aPostNeverFindsItselfNorANearDuplicate() {
    assertThat(search(1, 0).label("a", "other", at(0)).label()).isEqualTo("sad");
    assertThat(search(1, 0).label("x", "key a", at(0)).label()).isEqualTo("sad");
    assertThat(search(1, 0).label("x", "other", at(0)).label()).isEqualTo("funny");
  }

  @Test
  void abstainsWhereNoPostIsNear() {
    assertThat(search(3, 0.95).label("x", "new", at(60)).status()).isEqualTo(Status.ABSTAINED);
    Outcome near = search(3, 0.95).label("x", "new", at(80));
    assertThat(near.label()).isEqualTo("funny");
    assertThat(near.evidence()).isEqualTo("d 0.98;");
  }

  @Test
  void theOrderOfThePostsDoesNotMatterEvenAmongEquals() {
    List<Post> posts = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      posts.add(new Post("p" + i, "key " + i, i % 2));
    }
    float[][] same = new float[posts.size()][];
    java.util.Arrays.fill(same, at(0));
    Outcome first =
        new NearestPosts(LABELS, new ExactPostSearch(posts, same), 5, 0).label("x", "new", at(3));
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(posts, new Random(seed));
      assertThat(
              new NearestPosts(LABELS, new ExactPostSearch(posts, same), 5, 0)
                  .label("x", "new", at(3)))
          .isEqualTo(first);
    }
  }

  @Test
  void refusesVectorsThatDoNotFit() {
    assertThatThrownBy(() -> new ExactPostSearch(POSTS, new float[1][2]))
        .hasMessageContaining("4 posts, 1 vectors");
    assertThatThrownBy(() -> search(1, 0).label("x", "new", new float[3]))
        .hasMessageContaining("dimensions");
  }

  private static NearestPosts search(int k, double minSimilarity) {
    return new NearestPosts(LABELS, new ExactPostSearch(POSTS, VECTORS), k, minSimilarity);
  }

  private static float[] at(double degrees) {
    return new float[] {(float) cos(degrees), (float) Math.sin(Math.toRadians(degrees))};
  }

  private static double cos(double degrees) {
    return Math.cos(Math.toRadians(degrees));
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-6);
  }
}
