package io.assay.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {
  @ParameterizedTest
  @CsvSource({
    "2, 2000000, $2.00",
    "2.10, 2100000, $2.10",
    "$0.000001, 1, $0.000001",
    "0, 0, $0.00",
    "-0.5, -500000, -$0.50",
    "1e3, 1000000000, $1000.00",
    "9223372036854.775807, 9223372036854775807, $9223372036854.775807",
  })
  void parsedAndShown(String text, long microUsd, String shown) {
    Money money = Money.parse(text);
    assertThat(money).isEqualTo(new Money(microUsd)).hasToString(shown);
    assertThat(Money.ofUsd(money.usd())).isEqualTo(money);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$", "two", "0.0000001", "9223372036854.775808", "1,50"})
  void whatIsNoAmountIsRefused(String text) {
    assertThatThrownBy(() -> Money.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + text + "\"");
  }

  @Test
  void arithmeticIsExact() {
    Money tenth = Money.parse("0.1");
    assertThat(tenth.plus(tenth).plus(tenth)).isEqualTo(Money.parse("0.3"));
    assertThat(tenth.times(500)).isEqualTo(Money.parse("50"));
    assertThat(tenth.minus(Money.parse("0.3"))).isEqualTo(Money.parse("-0.2"));
    assertThat(Money.roundedUp(new BigDecimal("0.0000001"))).isEqualTo(new Money(1));
    assertThat(tenth.max(Money.ZERO)).isEqualTo(tenth);
    assertThat(tenth).isGreaterThan(Money.ZERO);
  }

  @Test
  void overflowThrows() {
    Money most = new Money(Long.MAX_VALUE);
    assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Money(Long.MIN_VALUE).minus(new Money(1)))
        .isInstanceOf(ArithmeticException.class);
  }
}
