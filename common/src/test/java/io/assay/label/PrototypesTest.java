package io.assay.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrototypesTest {
  private static final List<String> LABELS = List.of("funny", "sad");
  private static final float[] EAST = {1, 0};
  private static final float[] NORTH = {0, 1};
  private static final float[] WEST = {-1, 0};

  /** Funny is described twice. */
  private static final float[][][] DESCRIPTIONS = {{EAST, WEST}, {NORTH}};

  @Test
  void theMostSimilarDescriptionGivesTheLabel() {
    Prototypes prototypes = new Prototypes(LABELS, DESCRIPTIONS, 0);
    assertThat(prototypes.label(WEST).label()).isEqualTo("funny");
    Outcome north = prototypes.label(NORTH);
    assertThat(north.label()).isEqualTo("sad");
    assertThat(north.evidence()).isEqualTo("similarity 1.000");
    assertThat(north.confidence()).isCloseTo(Math.exp(20) / (Math.exp(20) + 1), offset(1e-9));
  }

  @Test
  void abstainsBelowTheSimilarityAsked() {
    float[] between = {(float) Math.sqrt(0.5), (float) Math.sqrt(0.5)};
    assertThat(new Prototypes(LABELS, DESCRIPTIONS, 0.8).label(between).status())
        .isEqualTo(Status.ABSTAINED);
    assertThat(new Prototypes(LABELS, DESCRIPTIONS, 0.7).label(between).label())
        .as("of equals the first")
        .isEqualTo("funny");
  }

  @Test
  void refusesDescriptionsOfOtherLabels() {
    assertThatThrownBy(() -> new Prototypes(LABELS, new float[][][] {{EAST}}, 0))
        .hasMessageContaining("2 labels, descriptions of 1");
  }
}
