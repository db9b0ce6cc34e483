package io.assay.post;

/**
 * Digits without anything between them.
 *
 * @param digits as 0 to 9, of whatever script they were
 */
record DigitGroup(int start, int end, String digits) {

  int length() {
    return end - start;
  }

  /** The group that starts here; the character must be a digit. */
  static DigitGroup read(String text, int start) {
    StringBuilder digits = new StringBuilder();
    int end = start;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      digits.append(Character.digit(text.charAt(end), 10));
      end++;
    }
    return new DigitGroup(start, end, digits.toString());
  }
}
