package io.assay.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.eval.Clusters.Group;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClustersTest {
  /** Authors of two posts each, all right or all wrong: half as many posts as it seems. */
  @Test
  void alikePostsCountForLess() {
    List<EvaluationRow> rows =
        Clusters.of(
            List.of("tool"), List.of(new Group("tool", 2, 2, 30), new Group("tool", 2, 0, 20)));
    assertThat(rows).hasSize(1);
    EvaluationRow row = rows.get(0);
    assertThat(row.value()).isEqualTo(0.6);
    assertThat(row.n()).isEqualTo(100);
    assertThat(row.primary()).isFalse();
    assertThat(Objects.requireNonNull(row.nEffective())).isCloseTo(49.5, within(0.1));
    assertThat(row.method()).isEqualTo("clustered-t");
  }

  @Test
  void postsOnTheirOwnNeedNoSuchInterval() {
    assertThat(Clusters.of(List.of("tool"), List.of(new Group("tool", 1, 1, 30)))).isEmpty();
  }
}
