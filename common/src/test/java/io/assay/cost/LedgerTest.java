package io.assay.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
  private static final TokenPrice MODEL =
      new TokenPrice("m", new BigDecimal("0.15"), new BigDecimal("0.60"), DAY);
  private static final Prices PRICES = prices("0.05", MODEL);

  private static Prices prices(String coreHour, TokenPrice model) {
    return new Prices(
        "prices.yaml",
        DAY,
        new BigDecimal(coreHour),
        new BigDecimal("40"),
        new BigDecimal("0.08"),
        Map.of(model.name(), model));
  }

  private static Ledger classifier() {
    return Ledger.of("logistic", PRICES)
        .effort(0.5)
        .goldTrainingLabels(250)
        .trainingCompute(720, Basis.MEASURED)
        .compute("embed", 36, Basis.STORED)
        .compute("predict", 7.2, Basis.MEASURED)
        .build();
  }

  private static Ledger llm() {
    return Ledger.of("llm", PRICES)
        .effort(3)
        .tokens(200_000, 4_000, MODEL, Basis.STORED)
        .calls(90, Basis.STORED)
        .build();
  }

  @Test
  void fixedAndMarginalDollars() {
    // 0.5 h x 40 + 250 x 0.08 + 0.2 core-hours x 0.05
    assertThat(classifier().fixedUsd()).isEqualByComparingTo("40.01");
    // (36 + 7.2) s / 3600 x 0.05
    assertThat(classifier().marginalUsdPer1000()).isEqualByComparingTo("0.0006");
    assertThat(classifier().usdFor(5_000_000)).isEqualByComparingTo("43.01");
    // 200,000 x 0.15 / million + 4,000 x 0.60 / million
    assertThat(llm().marginalUsdPer1000()).isEqualByComparingTo("0.0324");
    assertThat(llm().usdFor(1)).isEqualByComparingTo("120.0000324");
  }

  @Test
  void aPostHasAPriceOnceOneWasLabelled() {
    assertThat(llm().isPriced()).isTrue();
    assertThat(Ledger.of("llm", PRICES).effort(3).build().isPriced()).isFalse();
    assertThat(Ledger.of("llm", PRICES).calls(90, Basis.STORED).build().isPriced()).isFalse();
  }

  @Test
  void hoursShareTheCoresButNotTheCalls() {
    // 43.2 core-seconds per 1,000 posts
    assertThat(classifier().hoursFor(1_000_000, 1)).isCloseTo(12, within(1e-9));
    assertThat(classifier().hoursFor(1_000_000, 4)).isCloseTo(3, within(1e-9));
    assertThat(llm().hoursFor(1_000_000, 1)).isCloseTo(25, within(1e-9));
    assertThat(llm().hoursFor(1_000_000, 64)).isCloseTo(25, within(1e-9));
    assertThatThrownBy(() -> llm().hoursFor(1, 0)).hasMessageContaining("at least 1");
  }

  @Test
  void aServersCoresCostButItsTimeIsThatOfTheCalls() {
    Ledger local =
        Ledger.of("llm", PRICES)
            .serverCompute(1_000, Basis.MEASURED)
            .calls(500, Basis.MEASURED)
            .build();
    assertThat(local.marginalUsdPer1000().doubleValue()).isCloseTo(0.05 / 3.6, within(1e-12));
    assertThat(local.hoursFor(7_200, 2)).isCloseTo(1, within(1e-9));
  }

  @Test
  void rowsSayWhatWasBoughtAtWhichPriceAndHowItIsKnown() {
    assertThat(llm().rowsFor(1_000_000, 2, DAY))
        .containsExactly(
            row("fixed", "effort", 3, "person-hours", "40", "120", "stated"),
            row("marginal", "m", 200_000, "input-tokens", "0.00000015", "0.03", "stored"),
            row("marginal", "m", 4_000, "output-tokens", "0.0000006", "0.0024", "stored"),
            row("marginal", "calls", 0.025, "call-hours", "0", "0", "stored"),
            row("hours", "corpus", 25, "hours", "0", "0", "stored"));
    assertThat(classifier().rowsFor(1_000, 2, DAY).get(5).basis()).isEqualTo("measured");
  }

  @Test
  void storedRowsGiveTheSameTotalsForAnyCorpus() {
    Ledger again = new Ledger("llm", llm().rowsFor(1_000, 1, DAY));
    assertThat(again).isEqualTo(llm());
    assertThat(again.usdFor(5_000_000)).isEqualByComparingTo("282");
  }

  @Test
  void otherPricesNeedNoOtherMeasurement() {
    TokenPrice dearer =
        new TokenPrice("m", new BigDecimal("1.5"), new BigDecimal("6"), DAY.plusDays(1));
    Prices other = prices("0.10", dearer);
    assertThat(llm().at(other).marginalUsdPer1000()).isEqualByComparingTo("0.324");
    assertThat(llm().at(other).rows().get(1).priceAsOf()).isEqualTo("2026-11-02");
    assertThat(classifier().at(other).marginalUsdPer1000()).isEqualByComparingTo("0.0012");
    assertThat(classifier().at(PRICES)).isEqualTo(classifier());
    Ledger part = llm().forShare(1 / 3.0);
    assertThat(part.at(PRICES)).isEqualTo(part);
    Prices without = prices("0.10", new TokenPrice("x", BigDecimal.ONE, BigDecimal.ONE, DAY));
    assertThat(llm().at(without).marginalUsdPer1000()).isEqualByComparingTo("0.0324");
  }

  @Test
  void labelsBoughtFromAnLlmAreTrainingCosts() {
    Ledger student =
        Ledger.of("student", PRICES)
            .llmTrainingLabels(300, Money.parse("0.10"), "2026-11-01", Basis.STORED)
            .build();
    assertThat(student.fixedUsd().doubleValue()).isCloseTo(0.10, within(1e-9));
    assertThat(student.at(prices("9", MODEL))).isEqualTo(student);
  }

  @Test
  void aCascadePaysForTheShareThatReachesAStage() {
    Ledger cascade = Ledger.together("cascade", List.of(classifier(), llm().forShare(0.25)));
    assertThat(cascade.fixedUsd()).isEqualByComparingTo("160.01");
    assertThat(cascade.marginalUsdPer1000()).isEqualByComparingTo("0.0087");
    assertThat(cascade.hoursFor(1_000_000, 4)).isCloseTo(3 + 25 / 4.0, within(1e-9));
    assertThat(cascade.rows()).extracting(CostRow::labeler).containsOnly("cascade");
    assertThatThrownBy(() -> llm().forShare(1.5)).hasMessageContaining("1.5");
  }

  @Test
  void aVotePaysForItsLabelersAndOnceForWhatTheyShare() {
    Ledger own = Ledger.of("vote", PRICES).compute("predict", 3.6, Basis.MEASURED).build();
    Ledger nearest =
        Ledger.of("nearest", PRICES)
            .goldTrainingLabels(200)
            .compute(Ledger.EMBED, 36, Basis.STORED)
            .compute("predict", 72, Basis.MEASURED)
            .build();
    Ledger vote = Ledger.together("vote", List.of(own, classifier(), nearest));
    assertThat(vote.labeler()).isEqualTo("vote");
    assertThat(vote.rows()).extracting(CostRow::labeler).containsOnly("vote");
    assertThat(vote.fixedUsd()).as("250 labels, not 450").isEqualByComparingTo("40.01");
    // (3.6 + 36 + 7.2 + 72) s / 3600 x 0.05
    assertThat(vote.marginalUsdPer1000()).isEqualByComparingTo("0.00165");
    assertThat(vote.hoursFor(1_000_000, 1)).isCloseTo(33, within(1e-9));
  }

  @Test
  void aVoteOverALabelerWithoutPriceHasNone() {
    Ledger unpriced = Ledger.of("vendor", PRICES).effort(1).build();
    Ledger vote = Ledger.together("vote", List.of(classifier(), unpriced));
    assertThat(vote.isPriced()).isFalse();
    assertThat(vote.isTimed()).isFalse();
    assertThat(vote.fixedUsd()).isEqualByComparingTo("80.01");
    Ledger imported =
        Ledger.of("vendor", PRICES).importedLabels(BigDecimal.ONE, "2026-11-01").build();
    Ledger timed = Ledger.together("vote", List.of(classifier(), imported));
    assertThat(timed.isPriced()).isTrue();
    assertThat(timed.isTimed()).isFalse();
  }

  @Test
  void whatCostsNothingHasNoRowAndWhatCannotBeIsRefused() {
    assertThat(Ledger.of("free", PRICES).effort(0).compute("p", 0, Basis.MEASURED).build().rows())
        .isEmpty();
    assertThatThrownBy(() -> Ledger.of("l", PRICES).effort(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ledger.of("l", PRICES).compute("p", Double.NaN, Basis.MEASURED))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Somebody else's machine did the work: what it cost may be known, how long it took is not. */
  @Test
  void labelsMadeElsewhereHaveAPriceAndNoTime() {
    Ledger paid =
        Ledger.of("vendor", PRICES).importedLabels(new BigDecimal("0.0015"), "2026-11-01").build();
    assertThat(paid.marginalUsdPer1000()).isEqualByComparingTo("1.5");
    assertThat(paid.isPriced()).isTrue();
    assertThat(paid.isTimed()).isFalse();
    TokenPrice price =
        new TokenPrice(
            "gpt", BigDecimal.ONE, BigDecimal.TEN, java.time.LocalDate.parse("2026-11-01"));
    Ledger tokens = Ledger.of("gpt", PRICES).tokens(1_000, 100, price, Basis.STATED).build();
    assertThat(tokens.isPriced()).isTrue();
    assertThat(tokens.isTimed()).isFalse();
    assertThat(llm().isTimed()).isTrue();
    assertThat(
            Ledger.of("given", PRICES)
                .importedLabels(BigDecimal.ZERO, "2026-11-01")
                .build()
                .isPriced())
        .as("somebody said that it is free")
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void unitsAreReadBack(Unit unit) {
    assertThat(Unit.of(unit.key())).isEqualTo(unit);
  }

  private static CostRow row(
      String kind,
      String item,
      double quantity,
      String unit,
      String price,
      String usd,
      String basis) {
    return new CostRow(
        "llm",
        kind,
        item,
        quantity,
        unit,
        new BigDecimal(price).setScale(12),
        "2026-11-01",
        new BigDecimal(usd).setScale(12),
        basis);
  }
}
