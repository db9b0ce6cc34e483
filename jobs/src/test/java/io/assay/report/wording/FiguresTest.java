package io.assay.report.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "0.7642, 76.4 %, 76.4 %, 76.5 %",
    "0.29, 29.0 %, 29.0 %, 29.0 %",
    "0.69996, 70.0 %, 69.9 %, 70.0 %",
    "0.70004, 70.0 %, 70.0 %, 70.1 %",
    "0, 0.0 %, 0.0 %, 0.0 %",
    "1, 100.0 %, 100.0 %, 100.0 %",
    "0.0000001, 0.0 %, 0.0 %, 0.1 %"
  })
  void limitsAreRoundedToTheirSafeSide(double share, String near, String least, String most) {
    assertThat(Figures.percent(share)).isEqualTo(near);
    assertThat(Figures.percentAtLeast(share)).isEqualTo(least);
    assertThat(Figures.percentAtMost(share)).isEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({"0.7, 70 %", "0.725, 72.5 %", "1, 100 %", "0.999, 99.9 %", "0.05, 5 %"})
  void chosenValuesHaveNoNeedlessZeros(double share, String shown) {
    assertThat(Figures.percentExact(share)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; $0",
        "0.0000000001; under $0.000001",
        "0.0000123; $0.000012",
        "0.0042; $0.0042",
        "0.5; $0.50",
        "0.4212; $0.42",
        "1; $1.00",
        "41.299; $41.30",
        "99.999; $100.00",
        "162.4; $162",
        "41300.5; $41,301",
        "-3; \u2212$3.00"
      })
  void moneyHasTheDigitsThatMatter(BigDecimal usd, String shown) {
    assertThat(Figures.money(usd)).isEqualTo(shown);
    assertThat(Figures.money(usd.doubleValue())).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"60, $60", "0.30, $0.30", "0.0000004, $0.0000004", "0.00, $0", "12.345, $12.345"})
  void unitPricesKeepEveryDigit(BigDecimal usd, String shown) {
    assertThat(Figures.unitPrice(usd)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0; under a minute",
        "0.001; under 0.01; under a minute",
        "0.0167; 0.02; 1 minute",
        "0.2; 0.20; 12 minutes",
        "3.25; 3.25; 3.3 hours",
        "47.9; 47.9; 47.9 hours",
        "212; 212; 212 hours (8.8 days)",
        "12000; 12,000; 12,000 hours (500.0 days)"
      })
  void hoursAsANumberAndInWords(double hours, String number, String words) {
    assertThat(Figures.hours(hours)).isEqualTo(number);
    assertThat(Figures.duration(hours)).isEqualTo(words);
  }

  @ParameterizedTest
  @CsvSource({"0.1112, +11.1", "-0.017, \u22121.7", "0.0001, 0.0", "0, 0.0"})
  void differencesCarryTheirSign(double difference, String shown) {
    assertThat(Figures.points(difference)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"408; 408", "412350; 412,350", "0.02134; 0.0213", "123.456; 123.5", "3.3; 3.3"})
  void quantitiesHaveThreeDigitsThatCount(double quantity, String shown) {
    assertThat(Figures.quantity(quantity)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"0.00049, under 0.001", "0.001, 0.001", "0.0426, 0.043", "1, 1.000"})
  void pValues(double p, String shown) {
    assertThat(Figures.pValue(p)).isEqualTo(shown);
  }
}
