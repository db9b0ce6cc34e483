package io.assay.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LlmEndpoint;
import io.assay.config.LlmPrice;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PricesTest {
  private static final Path CONF = Path.of(System.getProperty("assay.project"), "conf");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
  private static final String LEAST =
      "as_of: 2026-11-01\ncore_hour_usd: 0.05\nperson_hour_usd: 40\ngold_label_usd: 0.08\n";

  @TempDir Path folder;

  @Test
  void defaults() throws IOException {
    Prices prices = load(LEAST);
    assertThat(prices)
        .isEqualTo(
            new Prices(
                folder.resolve("prices.yaml").toString(),
                DAY,
                new BigDecimal("0.05"),
                new BigDecimal("40"),
                new BigDecimal("0.08"),
                Map.of()));
  }

  @Test
  void fullMapping() throws IOException {
    Files.writeString(
        folder.resolve("litellm.json"),
        """
        {"sample_spec": {"input_cost_per_token": 0.0, "output_cost_per_token": 0.0,
                         "max_tokens": "set to max"},
         "cheap": {"input_cost_per_token": 1.5e-07, "output_cost_per_token": 6e-07},
         "m": {"input_cost_per_token": 1, "output_cost_per_token": 1},
         "odd": {"input_cost_per_token": "free", "output_cost_per_token": 0},
         "picture": {"output_cost_per_image": 0.04}}
        """);
    Prices prices =
        load(
            LEAST
                + """
                models:
                  m: {input_usd_per_million: 0.15, output_usd_per_million: 0.60}
                  old: {input_usd_per_million: 1, output_usd_per_million: 2, as_of: 2025-01-31}
                litellm: {file: litellm.json, as_of: 2026-10-30}
                """);
    assertThat(prices.models().keySet()).containsExactlyInAnyOrder("m", "old", "cheap");
    assertThat(prices.model("m"))
        .isEqualTo(new TokenPrice("m", new BigDecimal("0.15"), new BigDecimal("0.60"), DAY));
    assertThat(prices.model("old").asOf()).isEqualTo("2025-01-31");
    TokenPrice cheap = prices.model("cheap");
    assertThat(cheap.inputUsdPerMillion()).isEqualByComparingTo("0.15");
    assertThat(cheap.outputUsdPerMillion()).isEqualByComparingTo("0.6");
    assertThat(cheap.asOf()).isEqualTo("2026-10-30");
  }

  @Test
  void anUnknownModelSaysWhatToAdd() {
    assertThatThrownBy(() -> Prices.load(CONF.resolve("prices.yaml")).model("gpt-4o-mni"))
        .isInstanceOfSatisfying(
            AssayException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .hasMessage(
            CONF.resolve("prices.yaml")
                + ": there is no price of \"gpt-4o-mni\"; did you mean \"gpt-4o-mini\"? Else add"
                + " under models:\n"
                + "  gpt-4o-mni: {input_usd_per_million: …, output_usd_per_million: …}");
  }

  @Test
  void sampleSpecIsNoModel() throws IOException {
    Files.writeString(
        folder.resolve("l.json"),
        "{\"sample_spec\": {\"input_cost_per_token\": 0, \"output_cost_per_token\": 0}}");
    Prices prices = load(LEAST + "litellm: {file: l.json, as_of: 2026-10-30}\n");
    assertThatThrownBy(() -> prices.model("sample_spec")).isInstanceOf(AssayException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[1, 2]  | : holds no models",
        "{'a': 1 | :1: is not JSON",
      })
  void aBrokenFileOfLiteLlmIsRefused(String json, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("l.json"), json);
    assertThatThrownBy(() -> load(LEAST + "litellm: {file: l.json, as_of: 2026-10-30}\n"))
        .hasMessage(file + message);
  }

  @Test
  void problemsOfTheFileAreToldAtOnce() {
    assertThatThrownBy(() -> load("as_of: today\ncore_hour_usd: -1\nperson_hour_usd: 40\n"))
        .hasMessageContaining("3 problems")
        .hasMessageContaining(":1: as_of must be a date")
        .hasMessageContaining(":2: core_hour_usd must be at least 0")
        .hasMessageContaining("\"gold_label_usd\" is missing");
  }

  @ParameterizedTest
  @CsvSource({
    // 0.15 dollars per million are 0.15 micro-dollars a token: exact, then rounded up once
    "0.15, 0.60, 1, 0, 1",
    "0.15, 0.60, 20, 0, 3",
    "0.15, 0.60, 100, 5, 18",
    "0.15, 0.60, 101, 5, 19",
    "0.075, 0.3, 1000000, 0, 75000",
    "0, 0, 1000, 1000, 0",
    "2.5, 10, 0, 0, 0",
  })
  void aCallIsRoundedUpOnce(
      BigDecimal input, BigDecimal output, long inputTokens, long outputTokens, long microUsd) {
    TokenPrice price = new TokenPrice("m", input, output, DAY);
    assertThat(price.cost(inputTokens, outputTokens)).isEqualTo(new Money(microUsd));
  }

  @Test
  void theWorstCaseCountsBytesAsTokens() {
    TokenPrice price = new TokenPrice("m", BigDecimal.ONE, BigDecimal.TEN, DAY);
    assertThat(price.worstCase("añ😀", 5)).isEqualTo(new Money(7 + 64 + 50));
  }

  @Test
  void anEndpointNamesOrStatesItsPrice() throws IOException {
    Prices prices =
        load(LEAST + "models: {m: {input_usd_per_million: 1, output_usd_per_million: 2}}");
    assertThat(prices.of(LlmPrice.of("m"))).isEqualTo(prices.model("m"));
    LlmPrice stated = new LlmPrice(null, BigDecimal.ONE, BigDecimal.TEN, DAY);
    assertThat(prices.of(stated))
        .isEqualTo(new TokenPrice("inline", BigDecimal.ONE, BigDecimal.TEN, DAY));
    assertThatThrownBy(() -> prices.of(LlmPrice.of("cpu")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cpuTimeIsChargedByTheCoreHour() throws IOException {
    Prices prices = load(LEAST);
    assertThat(prices.cpu(3600)).isEqualTo(Money.parse("0.05"));
    assertThat(prices.cpu(0.001)).isEqualTo(new Money(1));
    assertThat(prices.cpu(0)).isEqualTo(Money.ZERO);
  }

  @Test
  void everyShippedEndpointHasAPrice() throws IOException {
    Prices prices = Prices.load(CONF.resolve("prices.yaml"));
    try (Stream<Path> files = Files.list(CONF.resolve("llm"))) {
      List<LlmPrice> named =
          files.map(LlmEndpoint::load).map(LlmEndpoint::price).filter(p -> !p.isCpu()).toList();
      assertThat(named).isNotEmpty().allSatisfy(p -> assertThat(prices.of(p)).isNotNull());
    }
  }

  private Prices load(String yaml) throws IOException {
    return Prices.load(Files.writeString(folder.resolve("prices.yaml"), yaml));
  }
}
