package io.assay.post;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A span that one of several scans lays claim to, and what to do with it.
 *
 * @param mask what stands for it, such as {@code <url>}
 */
record Claim(Span span, String mask) {
  private static final Comparator<Claim> LEFTMOST_LONGEST =
      Comparator.comparingInt((Claim claim) -> claim.span().start())
          .thenComparing(claim -> claim.span().end(), Comparator.reverseOrder());

  static List<Claim> all(List<Span> spans, String mask) {
    return spans.stream().map(span -> new Claim(span, mask)).toList();
  }

  /** Settles overlaps: the claim that starts first wins, of those the longest, then the first. */
  static List<Claim> settle(List<Claim> claims) {
    List<Claim> sorted = new ArrayList<>(claims);
    sorted.sort(LEFTMOST_LONGEST);
    List<Claim> settled = new ArrayList<>(sorted.size());
    int covered = 0;
    for (Claim claim : sorted) {
      if (claim.span().start() >= covered) {
        settled.add(claim);
        covered = claim.span().end();
      }
    }
    return settled;
  }
}
