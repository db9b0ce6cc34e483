package io.assay.post;

import java.util.ArrayList;
import java.util.List;

/** Finds e-mail addresses: a name, an at sign and a host of at least two labels. */
final class EmailAddresses {
  private static final String IN_NAME = "._%+-'";

  private EmailAddresses() {}

  static List<Span> find(String text) {
    List<Span> found = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      int start = nameStart(text, from, at);
      int end = hostEnd(text, at + 1);
      if (start < at && end > 0) {
        found.add(new Span(start, end));
      }
      from = Math.max(at + 1, end);
    }
    return found;
  }

  private static int nameStart(String text, int from, int at) {
    int start = at;
    while (start > from && isName(text.charAt(start - 1))) {
      start--;
    }
    while (start < at && !Character.isLetterOrDigit(text.charAt(start))) {
      start++;
    }
    return start;
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c) || IN_NAME.indexOf(c) >= 0;
  }

  /** Where the host ends: its last label is of two letters or more. -1 if it has no such label. */
  private static int hostEnd(String text, int start) {
    int end = -1;
    int label = start;
    while (label < text.length()) {
      int labelEnd = labelEnd(text, label);
      if (labelEnd == label) {
        break;
      }
      if (label > start && isTopLevel(text, label, labelEnd)) {
        end = labelEnd;
      }
      if (labelEnd >= text.length() || text.charAt(labelEnd) != '.') {
        break;
      }
      label = labelEnd + 1;
    }
    return end;
  }

  private static int labelEnd(String text, int start) {
    int end = start;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '-')) {
      end++;
    }
    return end;
  }

  private static boolean isTopLevel(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Character.isLetter(text.charAt(i))) {
        return false;
      }
    }
    return end - start >= 2;
  }
}
