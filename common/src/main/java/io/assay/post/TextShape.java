package io.assay.post;

/** What a text looks like, whatever it says. */
public final class TextShape {
  /** Numbers that {@link #of} gives. */
  public static final int SIZE = 4;

  private static final int PUNCTUATION =
      1 << Character.CONNECTOR_PUNCTUATION
          | 1 << Character.DASH_PUNCTUATION
          | 1 << Character.START_PUNCTUATION
          | 1 << Character.END_PUNCTUATION
          | 1 << Character.INITIAL_QUOTE_PUNCTUATION
          | 1 << Character.FINAL_QUOTE_PUNCTUATION
          | 1 << Character.OTHER_PUNCTUATION;

  private TextShape() {}

  /**
   * Logarithm of 1 + characters, logarithm of 1 + words, share of upper case among letters, share
   * of punctuation among characters. Characters are code points, shares 0 to 1 and 0 of nothing.
   *
   * @param text of a post
   * @return {@link #SIZE} numbers
   */
  public static double[] of(String text) {
    long characters = text.codePoints().count();
    long letters = text.codePoints().filter(Character::isLetter).count();
    long upper = text.codePoints().filter(Character::isUpperCase).count();
    long punctuation = text.codePoints().filter(TextShape::isPunctuation).count();
    return new double[] {
      Math.log1p((double) characters),
      Math.log1p(Words.of(text).size()),
      share(upper, letters),
      share(punctuation, characters)
    };
  }

  private static boolean isPunctuation(int c) {
    return (PUNCTUATION >> Character.getType(c) & 1) != 0;
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : Math.min(1, (double) part / whole);
  }
}
