package io.assay.post;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds international bank account numbers (ISO 13616): country, two check digits and as many
 * letters and digits as the country has, in one piece or in groups, with the right remainder.
 */
final class BankAccounts {
  private static final Map<String, Integer> LENGTHS =
      Stream.of(
              ("AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24"
                      + " DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18"
                      + " GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21"
                      + " LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15"
                      + " OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24"
                      + " SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20")
                  .split(" ", -1))
          .collect(
              Collectors.toUnmodifiableMap(
                  entry -> entry.substring(0, 2), entry -> Integer.valueOf(entry.substring(2))));

  private BankAccounts() {}

  static List<Span> find(String text) {
    List<Span> found = new ArrayList<>();
    int i = 0;
    while (i + 15 <= text.length()) {
      int end = mayStartAt(text, i) ? end(text, i) : -1;
      if (end > 0) {
        found.add(new Span(i, end));
      }
      i = Math.max(end, i + 1);
    }
    return found;
  }

  private static boolean mayStartAt(String text, int i) {
    return HashtagCharacters.isAsciiLetter(text.charAt(i))
        && HashtagCharacters.isAsciiLetter(text.charAt(i + 1))
        && UrlCharacters.isAsciiDigit(text.charAt(i + 2))
        && UrlCharacters.isAsciiDigit(text.charAt(i + 3))
        && (i == 0 || !isWord(text.charAt(i - 1)));
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || HashtagCharacters.isHash(c);
  }

  private static int end(String text, int start) {
    int length = LENGTHS.getOrDefault(upper(text, start, start + 2), 0);
    StringBuilder account = new StringBuilder(length);
    int i = start;
    while (i < text.length() && account.length() < length) {
      char c = text.charAt(i);
      if (UrlCharacters.isAsciiAlphanumeric(c)) {
        account.append(c);
      } else if (!isGap(text, i)) {
        return -1;
      }
      i++;
    }
    boolean isWhole = i == text.length() || !isWord(text.charAt(i));
    return length > 0 && account.length() == length && isWhole && hasRightRemainder(account)
        ? i
        : -1;
  }

  private static boolean isGap(String text, int i) {
    return " -\u00a0".indexOf(text.charAt(i)) >= 0
        && UrlCharacters.isAsciiAlphanumeric(text.charAt(i - 1));
  }

  private static String upper(String text, int start, int end) {
    StringBuilder upper = new StringBuilder();
    for (int i = start; i < end; i++) {
      upper.append((char) (text.charAt(i) & ~0x20));
    }
    return upper.toString();
  }

  /** With the first four characters at the end and A to Z as 10 to 35, one is left over of 97. */
  private static boolean hasRightRemainder(StringBuilder account) {
    int remainder = 0;
    for (int i = 0; i < account.length(); i++) {
      int value = Character.digit(account.charAt((i + 4) % account.length()), 36);
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder == 1;
  }
}
