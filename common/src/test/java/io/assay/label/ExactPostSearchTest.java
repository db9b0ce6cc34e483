package io.assay.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.assay.label.PostSearch.Neighbour;
import io.assay.label.PostSearch.Post;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each similarity by itself is what the search in blocks must agree with. */
class ExactPostSearchTest {
  private static final int K = 7;

  @ParameterizedTest
  @CsvSource({"1, 3", "7, 1", "1024, 8", "1025, 8", "2500, 6"})
  void findsWhatComparingOneByOneFinds(int posts, int dimensions) {
    Random random = new Random(3);
    float[][] vectors =
        IntStream.range(0, posts).mapToObj(i -> unit(random, dimensions)).toArray(float[][]::new);
    PostSearch search = new ExactPostSearch(posts(posts), vectors);
    for (int query = 0; query < 20; query++) {
      float[] asked = unit(random, dimensions);
      List<Neighbour> found = search.nearest(asked, K, post -> !post.id().equals("p3"));
      List<Integer> expected =
          IntStream.range(0, posts)
              .filter(i -> i != 3)
              .boxed()
              .sorted(Comparator.comparing(i -> -Similarities.cosine(asked, vectors[i])))
              .limit(K)
              .toList();
      assertThat(found).hasSameSizeAs(expected);
      for (int i = 0; i < found.size(); i++) {
        float similarity = Similarities.cosine(asked, vectors[expected.get(i)]);
        assertThat(found.get(i).similarity()).isCloseTo(similarity, within(1e-5f));
      }
    }
  }

  @Test
  void noPostIsFoundAmongNone() {
    assertThat(new ExactPostSearch(List.of(), new float[0][]).nearest(new float[2], K, any -> true))
        .isEmpty();
  }

  @Test
  void refusesVectorsOfUnlikeLength() {
    float[][] unlike = {new float[2], new float[3]};
    assertThatThrownBy(() -> new ExactPostSearch(posts(2), unlike))
        .hasMessageContaining("vectors of 2 and 3 dimensions");
  }

  private static List<Post> posts(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Post("p" + i, "key " + i, 0)).toList();
  }

  private static float[] unit(Random random, int dimensions) {
    float[] vector = new float[dimensions];
    for (int d = 0; d < dimensions; d++) {
      vector[d] = (float) random.nextGaussian();
    }
    double length =
        Math.sqrt(IntStream.range(0, dimensions).mapToDouble(d -> vector[d] * vector[d]).sum());
    for (int d = 0; d < dimensions; d++) {
      vector[d] /= (float) length;
    }
    return vector;
  }
}
