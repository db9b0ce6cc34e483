package io.assay.job.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartitionSizesTest {

  @Test
  void aSmallShuffleHasTwoPartitionsForEachCore() {
    assertThat(PartitionSizes.ofShuffle(0, 2)).isEqualTo(4);
    assertThat(PartitionSizes.ofShuffle(10_000_000, 8)).isEqualTo(16);
  }

  @Test
  void aLargeOneHasAsManyAsItsBytesNeed() {
    assertThat(PartitionSizes.ofShuffle(10L << 30, 8)).isEqualTo(320);
    assertThat(PartitionSizes.ofShuffle((10L << 30) + 1, 8)).isEqualTo(321);
  }

  @Test
  void filesAreReadInSeveralPartsForEachCoreThatAreNeitherTinyNorHuge() {
    assertThat(PartitionSizes.bytesToRead(1_000_000, 2)).isEqualTo(8L << 20);
    assertThat(PartitionSizes.bytesToRead(800L << 20, 8)).isEqualTo(25L << 20);
    assertThat(PartitionSizes.bytesToRead(1L << 40, 8)).isEqualTo(128L << 20);
  }
}
