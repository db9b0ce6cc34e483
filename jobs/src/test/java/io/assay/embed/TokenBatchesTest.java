package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBatchesTest {
  private static long[][] ofLengths(int... lengths) {
    return Arrays.stream(lengths).mapToObj(n -> n < 0 ? null : new long[n]).toArray(long[][]::new);
  }

  @Test
  void shortTextsComeFirstAndEqualOnesInTheirOrder() {
    List<int[]> batches = TokenBatches.of(ofLengths(9, 2, 5, 2, -1, 3), 2);

    assertThat(batches).containsExactly(new int[] {1, 3}, new int[] {5, 2}, new int[] {0});
  }

  @Test
  void aBatchOfLongTextsHasFewerRows() {
    List<int[]> batches = TokenBatches.of(ofLengths(1_000, 1_000, 1_000, 5_000), 16);

    assertThat(batches).containsExactly(new int[] {0, 1}, new int[] {2}, new int[] {3});
  }

  @Test
  void nothingGivesNoBatch() {
    assertThat(TokenBatches.of(ofLengths(), 16)).isEmpty();
    assertThat(TokenBatches.of(ofLengths(-1, -1), 16)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16})
  void eachTextIsInOneBatchWithinTheLimits(int maxRows) {
    Random random = new Random(11);
    int[] lengths = IntStream.range(0, 500).map(i -> random.nextInt(-1, 300)).toArray();

    List<int[]> batches = TokenBatches.of(ofLengths(lengths), maxRows);

    assertThat(batches.stream().flatMapToInt(Arrays::stream).sorted())
        .containsExactlyElementsOf(
            IntStream.range(0, 500).filter(i -> lengths[i] >= 0).boxed().toList());
    for (int[] batch : batches) {
      int longest = Arrays.stream(batch).map(i -> lengths[i]).max().orElseThrow();
      assertThat(batch).hasSizeBetween(1, maxRows);
      assertThat(batch.length * longest).isLessThanOrEqualTo(2_048);
      assertThat(lengths[batch[batch.length - 1]]).isEqualTo(longest);
    }
  }
}
