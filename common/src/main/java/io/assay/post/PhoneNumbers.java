package io.assay.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds phone numbers by how they are written: with + or 00 and a country code, with an area code
 * in parentheses, with a leading 0, in the North American 3-3-4, or after a word such as "call".
 * Other numbers are left alone.
 */
final class PhoneNumbers {
  private static final Set<String> CUES =
      Set.of(
          "call",
          "phone",
          "tel",
          "telephone",
          "mobile",
          "cell",
          "fax",
          "text",
          "txt",
          "sms",
          "whatsapp",
          "dial",
          "hotline",
          "ph",
          "mob",
          "tlf",
          "telefon",
          "number");
  private static final int LONGEST_CUE = 9;
  private static final int MOST_DIGITS = 17;

  private PhoneNumbers() {}

  static List<Span> find(List<DigitRun> runs) {
    List<Span> found = new ArrayList<>();
    for (DigitRun run : runs) {
      findInRun(run, found);
    }
    return found;
  }

  private static void findInRun(DigitRun run, List<Span> found) {
    int first = 0;
    while (first < run.groups().size()) {
      int last = longest(run, first);
      if (last >= first) {
        int start = start(run, first);
        found.add(new Span(start, run.span(first, last).end()));
      }
      first = Math.max(last, first) + 1;
    }
  }

  /** The last group of the longest phone number that starts with a group, -1 if none does. */
  private static int longest(DigitRun run, int first) {
    int digits = 0;
    int best = -1;
    boolean hasCue = hasCue(run, first);
    for (int last = first; last < run.groups().size(); last++) {
      digits += run.groups().get(last).length();
      if (digits > MOST_DIGITS) {
        break;
      }
      if (isPhone(run, first, last) || (hasCue && digits >= 7 && digits <= 15)) {
        best = last;
      }
    }
    return best;
  }

  private static boolean isPhone(DigitRun run, int first, int last) {
    String digits = run.digits(first, last);
    if (hasPlus(run, first)) {
      return isInternational(digits);
    }
    return (digits.startsWith("00") && isInternational(digits.substring(2)))
        || isAfterAreaCode(run, first, last, digits)
        || isNorthAmerican(run, first, last, digits)
        || isNational(run, first, digits);
  }

  /** ITU E.164: up to 15 digits, no leading zero; after country code 1 exactly ten. */
  private static boolean isInternational(String digits) {
    if (digits.isEmpty() || digits.charAt(0) == '0') {
      return false;
    }
    return digits.charAt(0) == '1'
        ? digits.length() == 11
        : digits.length() >= 8 && digits.length() <= 15;
  }

  private static boolean isAfterAreaCode(DigitRun run, int first, int last, String digits) {
    return last > first
        && run.before(first) == '('
        && run.between(first).startsWith(")")
        && digits.length() >= 8
        && digits.length() <= 12;
  }

  private static boolean isNorthAmerican(DigitRun run, int first, int last, String digits) {
    int area = digits.length() == 11 && digits.charAt(0) == '1' ? 1 : 0;
    if (digits.length() != area + 10 || digits.charAt(area) < '2') {
      return false;
    }
    boolean hasExchange = digits.charAt(area + 3) >= '2';
    return switch (run.shape(first, last)) {
      case "10", "11" -> hasExchange;
      case "3-3-4", "1-3-3-4" -> hasExchange || !run.between(last - 1).isBlank();
      default -> false;
    };
  }

  /** A trunk prefix 0 with an area code, nine to eleven digits in all. */
  private static boolean isNational(DigitRun run, int first, String digits) {
    return digits.charAt(0) == '0'
        && digits.length() >= 9
        && digits.length() <= 11
        && digits.charAt(1) != '0'
        && run.groups().get(first).length() >= 2;
  }

  private static int start(DigitRun run, int first) {
    int start = run.groups().get(first).start();
    while (start > 0 && "+(".indexOf(run.text().charAt(start - 1)) >= 0) {
      start--;
    }
    return start;
  }

  private static boolean hasPlus(DigitRun run, int first) {
    int start = run.groups().get(first).start();
    return run.text().substring(Math.max(0, start - 2), start).indexOf('+') >= 0;
  }

  /** Whether one of the words that announce a number stands right before it. */
  private static boolean hasCue(DigitRun run, int first) {
    int end = run.groups().get(first).start();
    while (end > 0 && " .:(#".indexOf(run.text().charAt(end - 1)) >= 0) {
      end--;
    }
    int start = end;
    while (start > 0
        && end - start <= LONGEST_CUE
        && Character.isLetter(run.text().charAt(start - 1))) {
      start--;
    }
    return CUES.contains(run.text().substring(start, end).toLowerCase(Locale.ROOT));
  }
}
