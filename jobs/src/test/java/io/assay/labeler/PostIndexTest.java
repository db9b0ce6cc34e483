package io.assay.labeler;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.label.ExactPostSearch;
import io.assay.label.PostSearch.Neighbour;
import io.assay.label.PostSearch.Post;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostIndexTest {
  private static final int POSTS = 3_000;
  private static final int DIMENSIONS = 24;
  private static final int K = 15;

  private final Random random = new Random(5);
  private final float[][] vectors =
      IntStream.range(0, POSTS).mapToObj(i -> unit()).toArray(float[][]::new);
  private final List<Post> posts =
      IntStream.range(0, POSTS)
          .mapToObj(i -> new Post("p" + i, "key " + i % 1_500, i % 3))
          .toList();

  @TempDir Path folder;

  @Test
  void findsNearlyAllThatAnExactSearchFinds() throws IOException {
    PostIndex index = index("a");
    ExactPostSearch exact = new ExactPostSearch(posts, vectors);
    int found = 0;
    for (int i = 0; i < 200; i++) {
      float[] vector = unit();
      List<Neighbour> near = index.nearest(vector, K, post -> true);
      List<Neighbour> all = exact.nearest(vector, K, post -> true);
      assertThat(near).hasSize(K).isSortedAccordingTo(Neighbour.NEAREST_FIRST);
      assertThat(near.get(0).similarity())
          .isCloseTo(all.get(0).similarity(), org.assertj.core.data.Offset.offset(1e-5f));
      found += (int) ids(near).stream().filter(ids(all)::contains).count();
    }
    assertThat(found).isGreaterThanOrEqualTo((int) (0.98 * 200 * K));
  }

  @Test
  void looksFartherWhereTheNearestAreNotAllowed() throws IOException {
    PostIndex index = index("a");
    float[] vector = unit();
    Set<String> near = ids(index.nearest(vector, 1_000, post -> true));
    assertThat(index.nearest(vector, K, post -> !near.contains(post.id()))).hasSize(K);
    assertThat(index.nearest(vector, K, post -> post.id().equals("p7")))
        .extracting(found -> found.post())
        .containsExactly(new Post("p7", "key 7", 1));
    assertThat(index.nearest(vector, K, post -> false)).isEmpty();
  }

  @Test
  void thePostsGiveTheSameGraphAgain() throws IOException {
    PostIndex first = index("a");
    PostIndex second = index("b");
    for (int i = 0; i < 50; i++) {
      float[] vector = unit();
      assertThat(second.nearest(vector, K, post -> true))
          .isEqualTo(first.nearest(vector, K, post -> true));
    }
  }

  @Test
  void vectorsOfNothingKnownAreTakenToo() throws IOException {
    Path own = Files.createDirectory(folder.resolve("zeros"));
    try (PostIndex.Writer writer = new PostIndex.Writer(own)) {
      writer.add(posts.get(0), new float[DIMENSIONS]);
      writer.add(posts.get(1), vectors[1]);
    }
    assertThat(PostIndex.open(own).nearest(vectors[1], 2, post -> true))
        .extracting(found -> found.post().id())
        .containsExactly("p1", "p0");
  }

  @Test
  void vectorsOfLargeModelsAreTakenToo() throws IOException {
    Path own = Files.createDirectory(folder.resolve("wide"));
    int wide = 4_096;
    float[][] axes = new float[2][wide];
    axes[0][0] = 1;
    axes[1][wide - 1] = 1;
    try (PostIndex.Writer writer = new PostIndex.Writer(own)) {
      writer.add(posts.get(0), axes[0]);
      writer.add(posts.get(1), axes[1]);
    }
    assertThat(PostIndex.open(own).nearest(axes[1], 2, post -> true))
        .extracting(found -> found.post().id())
        .containsExactly("p1", "p0");
  }

  private PostIndex index(String name) throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    try (PostIndex.Writer writer = new PostIndex.Writer(own)) {
      for (int i = 0; i < POSTS; i++) {
        writer.add(posts.get(i), vectors[i]);
      }
    }
    return PostIndex.open(own);
  }

  private static Set<String> ids(List<Neighbour> found) {
    return found.stream().map(one -> one.post().id()).collect(Collectors.toSet());
  }

  private float[] unit() {
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < DIMENSIONS; i++) {
      values.add(random.nextGaussian());
    }
    double length = Math.sqrt(values.stream().mapToDouble(value -> value * value).sum());
    float[] vector = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = (float) (values.get(i) / length);
    }
    return vector;
  }
}
