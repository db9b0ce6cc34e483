package io.assay.post;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes what names or reaches a person out of a text before it leaves the cluster: e-mail
 * addresses, handles, URLs, phone numbers, payment cards and bank accounts become {@code <email>},
 * {@code <user>}, {@code <url>}, {@code <phone>}, {@code <card>}, {@code <iban>}. Hashtags, years,
 * dates, times, prices and other numbers stay. Time is linear in the text.
 */
public final class Redaction {
  /** Changes whenever a text could come out otherwise; part of the key of every paid answer. */
  public static final String VERSION = "1";

  /** What is left beside a mask can be the rest of another number; few texts need a second look. */
  private static final int PASSES = 4;

  private Redaction() {}

  /** The text with masks. */
  public static String apply(String text) {
    String redacted = text;
    for (int pass = 0; pass < PASSES; pass++) {
      String next = mask(redacted);
      if (next.equals(redacted)) {
        break;
      }
      redacted = next;
    }
    return redacted;
  }

  private static String mask(String text) {
    StringBuilder masked = new StringBuilder(text.length());
    int copied = 0;
    for (Claim claim : Claim.settle(claims(text))) {
      masked.append(text, copied, claim.span().start()).append(claim.mask());
      copied = claim.span().end();
    }
    return masked.append(text, copied, text.length()).toString();
  }

  /** Of claims to the same span the first wins, so a card comes before a phone number. */
  private static List<Claim> claims(String text) {
    List<Claim> claims = new ArrayList<>();
    for (Hashtag tag : Hashtags.extract(text)) {
      Span span = new Span(tag.position(), tag.end());
      claims.add(new Claim(span, text.substring(span.start(), span.end())));
    }
    claims.addAll(Claim.all(EmailAddresses.find(text), "<email>"));
    claims.addAll(Claim.all(Urls.find(text), Words.URL));
    claims.addAll(Claim.all(Mentions.find(text), Words.USER));
    claims.addAll(Claim.all(BankAccounts.find(text), "<iban>"));
    List<DigitRun> runs = DigitRun.find(text);
    claims.addAll(Claim.all(PaymentCards.find(runs), "<card>"));
    claims.addAll(Claim.all(PhoneNumbers.find(runs), "<phone>"));
    return claims;
  }
}
