package io.assay.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Groups texts of like length, so that little of a batch is padding. */
final class TokenBatches {
  /** Rows times the longest row, at most; bounds the memory of a call. */
  private static final int TOKEN_BUDGET = 2_048;

  private TokenBatches() {}

  /**
   * Positions in {@code tokens}, each once, shortest texts first.
   *
   * @param tokens of each text; null for no text, which is in no batch
   * @param maxRows of a batch
   */
  static List<int[]> of(long[][] tokens, int maxRows) {
    int[] byLength =
        IntStream.range(0, tokens.length)
            .filter(i -> tokens[i] != null)
            .boxed()
            .sorted(Comparator.comparingInt(i -> tokens[i].length))
            .mapToInt(i -> i)
            .toArray();
    List<int[]> batches = new ArrayList<>();
    int start = 0;
    for (int end = 1; end <= byLength.length; end++) {
      if (end == byLength.length || !fits(end - start + 1, tokens[byLength[end]].length, maxRows)) {
        batches.add(Arrays.copyOfRange(byLength, start, end));
        start = end;
      }
    }
    return batches;
  }

  private static boolean fits(int rows, int longest, int maxRows) {
    return rows <= maxRows && rows * longest <= TOKEN_BUDGET;
  }
}
