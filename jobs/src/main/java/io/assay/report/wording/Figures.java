package io.assay.report.wording;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a reader sees them, the same in every locale. */
public final class Figures {
  private static final BigDecimal SMALLEST_SHOWN = new BigDecimal("0.000001");
  private static final double TWO_DAYS = 48;

  private Figures() {}

  /** A share of 0 to 1 with one decimal: 0.7642 is {@code 76.4 %}. */
  public static String percent(double share) {
    return percent(share, 1, RoundingMode.HALF_UP);
  }

  /** A lower limit: rounded down, so that what is promised holds. */
  static String percentAtLeast(double share) {
    return percent(share, 1, RoundingMode.FLOOR);
  }

  /** An upper limit: rounded up. */
  static String percentAtMost(double share) {
    return percent(share, 1, RoundingMode.CEILING);
  }

  /** A chosen value such as the bar, without needless zeros: 0.7 is {@code 70 %}. */
  public static String percentExact(double share) {
    return hundredfold(share).stripTrailingZeros().toPlainString() + " %";
  }

  /** A confidence level near 1, rounded down to two decimals. */
  static String level(double share) {
    return percent(share, 2, RoundingMode.FLOOR);
  }

  /** The limits of an interval: {@code 71.9 to 80.3 %}. */
  public static String interval(double lower, double upper) {
    return percent(lower).replace(" %", "") + " to " + percent(upper);
  }

  /** A difference of two shares in percentage points with its sign. */
  public static String points(double difference) {
    BigDecimal rounded = hundredfold(difference).setScale(1, RoundingMode.HALF_UP);
    String digits = rounded.abs().toPlainString();
    return switch (rounded.signum()) {
      case -1 -> "\u2212" + digits;
      case 0 -> digits;
      default -> "+" + digits;
    };
  }

  /** Dollars: cents where they matter, two digits below a dollar, none from a hundred on. */
  public static String money(double usd) {
    return money(BigDecimal.valueOf(usd));
  }

  /** The same for exact dollars. */
  public static String money(BigDecimal usd) {
    if (usd.signum() == 0) {
      return "$0";
    }
    if (usd.abs().compareTo(SMALLEST_SHOWN) < 0) {
      return "under $0.000001";
    }
    return (usd.signum() < 0 ? "\u2212$" : "$") + dollars(usd.abs());
  }

  private static String dollars(BigDecimal usd) {
    if (usd.compareTo(BigDecimal.valueOf(100)) >= 0) {
      return String.format(
          Locale.ROOT, "%,d", usd.setScale(0, RoundingMode.HALF_UP).toBigInteger());
    }
    BigDecimal cents = usd.setScale(2, RoundingMode.HALF_UP);
    if (usd.compareTo(BigDecimal.ONE) >= 0) {
      return cents.toPlainString();
    }
    BigDecimal digits = usd.round(new MathContext(2, RoundingMode.HALF_UP));
    return digits.scale() < 2 ? digits.setScale(2).toPlainString() : digits.toPlainString();
  }

  /** A unit price with every digit that it has. */
  public static String unitPrice(BigDecimal usd) {
    if (usd.signum() == 0) {
      return "$0";
    }
    BigDecimal digits = usd.stripTrailingZeros();
    return "$" + (digits.scale() == 1 ? digits.setScale(2) : digits).toPlainString();
  }

  /** Hours as a bare number for a column. */
  public static String hours(double hours) {
    if (hours == 0) {
      return "0";
    }
    if (hours < 0.01) {
      return "under 0.01";
    }
    return String.format(Locale.ROOT, hours < 10 ? "%.2f" : hours < 100 ? "%.1f" : "%,.0f", hours);
  }

  /** Hours in words for a sentence. */
  static String duration(double hours) {
    long minutes = Math.round(hours * 60);
    if (minutes < 1) {
      return "under a minute";
    }
    if (minutes < 60) {
      return minutes == 1 ? "1 minute" : minutes + " minutes";
    }
    if (hours < TWO_DAYS) {
      return String.format(Locale.ROOT, "%.1f hours", hours);
    }
    return String.format(Locale.ROOT, "%,.0f hours (%,.1f days)", hours, hours / 24);
  }

  /** A count with thousands apart. */
  public static String count(long n) {
    return String.format(Locale.ROOT, "%,d", n);
  }

  /** A measured quantity with three digits that count. */
  public static String quantity(double quantity) {
    if (quantity == Math.rint(quantity)) {
      return String.format(Locale.ROOT, "%,.0f", quantity);
    }
    if (Math.abs(quantity) >= 100) {
      return String.format(Locale.ROOT, "%,.1f", quantity);
    }
    return BigDecimal.valueOf(quantity)
        .round(new MathContext(3, RoundingMode.HALF_UP))
        .stripTrailingZeros()
        .toPlainString();
  }

  /** A p-value with three decimals. */
  public static String pValue(double p) {
    return p < 0.001 ? "under 0.001" : String.format(Locale.ROOT, "%.3f", p);
  }

  private static String percent(double share, int decimals, RoundingMode rounding) {
    return hundredfold(share).setScale(decimals, rounding).toPlainString() + " %";
  }

  /** Through the shortest decimal, since 100 times the double 0.29 lies below 29. */
  private static BigDecimal hundredfold(double share) {
    return BigDecimal.valueOf(share).movePointRight(2);
  }
}
