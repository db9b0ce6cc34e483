package io.assay.labeler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.config.LlmPrice;
import org.junit.jupiter.api.Test;

class ImportedLabelerTest {
  private static final LlmPrice PRICE = LlmPrice.of("gpt-4o-mini");

  @Test
  void anLlmMayHaveAPriceOfTokens() {
    assertThat(new ImportedLabeler.Settings(true, false, PRICE).isLlm()).isTrue();
    assertThatThrownBy(() -> new ImportedLabeler.Settings(false, false, PRICE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--usd-per-1000");
    assertThatThrownBy(() -> new ImportedLabeler.Settings(true, false, LlmPrice.of("cpu")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anLlmIsScoredOnWhatItWasAsked() {
    assertThatThrownBy(() -> new ImportedLabeler.Settings(true, true, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("complete");
  }
}
