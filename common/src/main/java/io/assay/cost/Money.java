package io.assay.cost;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount in whole millionths of a dollar, as bills, budgets and answers are kept. Arithmetic is
 * exact and throws {@link ArithmeticException} rather than overflow.
 */
public record Money(long microUsd) implements Comparable<Money>, Serializable {
  /** Nothing. */
  public static final Money ZERO = new Money(0);

  private static final int DECIMALS = 6;

  /**
   * Dollars that are whole micro-dollars.
   *
   * @throws ArithmeticException if they are not, or if they are more than a {@code long} holds
   */
  public static Money ofUsd(BigDecimal usd) {
    return new Money(usd.movePointRight(DECIMALS).longValueExact());
  }

  /** Dollars, with a started micro-dollar for a whole one. */
  public static Money roundedUp(BigDecimal usd) {
    return ofUsd(usd.setScale(DECIMALS, RoundingMode.CEILING));
  }

  /**
   * Reads {@code 2}, {@code 2.10} or {@code $0.000001}.
   *
   * @throws IllegalArgumentException with the text, if it is no amount in micro-dollars
   */
  public static Money parse(String text) {
    try {
      return ofUsd(new BigDecimal(text.startsWith("$") ? text.substring(1) : text));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no amount; write 2.10", e);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" has more than six decimals, or is too large", e);
    }
  }

  /** The sum. */
  public Money plus(Money other) {
    return new Money(Math.addExact(microUsd, other.microUsd));
  }

  /** The difference, which may be negative. */
  public Money minus(Money other) {
    return new Money(Math.subtractExact(microUsd, other.microUsd));
  }

  /** This amount {@code count} times. */
  public Money times(long count) {
    return new Money(Math.multiplyExact(microUsd, count));
  }

  /** The larger of the two. */
  public Money max(Money other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /** Whether it is more than the other. */
  public boolean exceeds(Money other) {
    return microUsd > other.microUsd;
  }

  /** Dollars with six decimals. */
  public BigDecimal usd() {
    return BigDecimal.valueOf(microUsd, DECIMALS);
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(microUsd, other.microUsd);
  }

  /** Dollars with two to six decimals, for example {@code $2.10} or {@code -$0.000001}. */
  @Override
  public String toString() {
    BigDecimal shortest = usd().abs().stripTrailingZeros();
    BigDecimal shown = shortest.setScale(Math.max(2, shortest.scale()));
    return (microUsd < 0 ? "-$" : "$") + shown.toPlainString();
  }
}
