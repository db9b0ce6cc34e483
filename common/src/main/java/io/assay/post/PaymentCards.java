package io.assay.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds payment card numbers: 13 to 19 digits in one piece or in the groups that cards are printed
 * in, starting with 2 to 6, with a right check digit (Luhn 1960, ISO/IEC 7812).
 */
final class PaymentCards {
  private static final Set<String> PRINTED =
      Set.of("4-4-4-4", "4-4-4-4-1", "4-4-4-4-2", "4-4-4-4-3", "4-6-5", "4-6-4");

  private PaymentCards() {}

  static List<Span> find(List<DigitRun> runs) {
    List<Span> found = new ArrayList<>();
    for (DigitRun run : runs) {
      int first = 0;
      while (first < run.groups().size()) {
        int last = lastGroup(run, first);
        if (last >= first) {
          found.add(run.span(first, last));
        }
        first = Math.max(last, first) + 1;
      }
    }
    return found;
  }

  private static int lastGroup(DigitRun run, int first) {
    for (int last = Math.min(first + 4, run.groups().size() - 1); last >= first; last--) {
      if (isCard(run, first, last)) {
        return last;
      }
    }
    return -1;
  }

  private static boolean isCard(DigitRun run, int first, int last) {
    String digits = run.digits(first, last);
    return digits.length() >= 13
        && digits.length() <= 19
        && digits.charAt(0) >= '2'
        && digits.charAt(0) <= '6'
        && (first == last || PRINTED.contains(run.shape(first, last)))
        && isLuhn(digits);
  }

  /** Whether the digits, every second one from the right doubled, add up to a multiple of ten. */
  static boolean isLuhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int doubled = 2 * digit;
      sum += i % 2 == 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
  }
}
