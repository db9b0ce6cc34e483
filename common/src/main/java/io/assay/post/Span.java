package io.assay.post;

/**
 * A stretch of a text.
 *
 * @param start index of its first UTF-16 unit
 * @param end index after its last
 */
public record Span(int start, int end) {

  public Span {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("a span from " + start + " to " + end + " holds nothing");
    }
  }
}
