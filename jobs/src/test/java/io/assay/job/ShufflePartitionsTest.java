package io.assay.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShufflePartitionsTest {

  @Test
  void aSmallRunHasTwoForEachCore() {
    assertThat(ShufflePartitions.of(0, 2)).isEqualTo(4);
    assertThat(ShufflePartitions.of(10_000_000, 8)).isEqualTo(16);
  }

  @Test
  void aLargeOneHasAsManyAsItsBytesNeed() {
    assertThat(ShufflePartitions.of(10L << 30, 8)).isEqualTo(320);
    assertThat(ShufflePartitions.of((10L << 30) + 1, 8)).isEqualTo(321);
  }
}
