package io.assay.job.ask;

import io.assay.cost.Range;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Ranges in words: two significant digits, and one figure where low and high would look alike. */
public final class Amounts {
  private static final MathContext TWO_DIGITS = new MathContext(2);

  private static final double SECONDS_AN_HOUR = 3600;
  private static final double SECONDS_A_MINUTE = 60;
  private static final double LEAST_USD = 0.001;
  private static final double TEN = 10;

  private Amounts() {}

  /** For example {@code $0.021 ($0.015 to $0.031)}. */
  public static String usd(Range usd) {
    return usd.high() > 0 && usd.high() < LEAST_USD ? "under $0.001" : shown(usd, "$", "");
  }

  /** For example {@code $0.015 to $0.031}. */
  static String usdSpan(Range usd) {
    return "$%s to $%s".formatted(rounded(usd.low()), rounded(usd.high()));
  }

  /** Hours as time, for example {@code 2.5 min (1.7 to 3.8)}. */
  public static String time(Range hours) {
    double seconds = hours.expected() * SECONDS_AN_HOUR;
    if (seconds < 2 * SECONDS_A_MINUTE) {
      return shown(hours.times(SECONDS_AN_HOUR), "", " s");
    }
    return seconds < 2 * SECONDS_AN_HOUR
        ? shown(hours.times(SECONDS_AN_HOUR / SECONDS_A_MINUTE), "", " min")
        : shown(hours, "", " h");
  }

  /** For example {@code 12,000 (9,800 to 16,000)}. */
  public static String count(Range count) {
    return shown(count, "", "");
  }

  private static String shown(Range range, String before, String after) {
    String low = before + rounded(range.low());
    String high = before + rounded(range.high());
    String expected = before + rounded(range.expected()) + after;
    return low.equals(high) ? expected : "%s (%s to %s)".formatted(expected, low, high);
  }

  private static String rounded(double amount) {
    BigDecimal digits = new BigDecimal(amount).round(TWO_DIGITS);
    return amount >= TEN
        ? String.format(Locale.ROOT, "%,d", digits.longValue())
        : digits.stripTrailingZeros().toPlainString();
  }
}
