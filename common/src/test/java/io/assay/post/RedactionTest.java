package io.assay.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

  @ParameterizedTest
  @CsvFileSource(resources = "redaction.csv", numLinesToSkip = 1)
  void masksWhatTheTableSays(String text, String redacted, String why) {
    assertThat(Redaction.apply(text)).as(why).isEqualTo(redacted);
  }

  @Test
  void masksOnlyOnce() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    for (int i = 0; i < 20_000; i++) {
      String redacted = Redaction.apply(RandomPosts.mixture(random) + " " + numbers(random));
      assertThat(Redaction.apply(redacted)).isEqualTo(redacted);
    }
  }

  @Test
  void staysLinearOnTextsThatAreMadeToHurt() {
    for (String piece :
        List.of(
            "1 ", "1-", "(1) ", "a@", "a.a@", "+1", "DE89 ", "a@b.", "4111 ", "call 1 ", "@a.",
            "::")) {
      String text = piece.repeat(200_000 / piece.length());
      assertTimeout(Duration.ofSeconds(5), () -> Redaction.apply(text), piece);
    }
  }

  @ParameterizedTest
  @CsvSource({"4111111111111111, true", "79927398713, true", "79927398710, false", "0, true"})
  void luhn(String digits, boolean right) {
    assertThat(PaymentCards.isLuhn(digits)).isEqualTo(right);
  }

  private static String numbers(RandomGenerator random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 12; i++) {
      text.append(random.nextInt(10_000)).append(" -.()+/:,".charAt(random.nextInt(9)));
    }
    return text.toString();
  }
}
