package io.assay.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.assay.SharedSpark;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedSpark.class)
class OcclusionTest {
  private static final int ALL = 100;

  /** Each post has one hashtag, so that without it the block is empty for the pipeline too. */
  @Test
  void aHashtagWeighsWhatThePipelineLosesWithoutIt(SparkSession session) {
    ToyModels.Made made = ToyModels.made(session, Algorithm.MULTILAYER_PERCEPTRON, 2);
    Occlusion occlusion = Occlusion.of(made.pipeline());
    Dataset<Row> untagged =
        made.rows().withColumn(Block.HASHTAGS.column(), functions.array().cast("array<string>"));
    List<Row> with = made.pipeline().transform(made.rows()).collectAsList();
    List<Row> without = made.pipeline().transform(untagged).collectAsList();
    int seen = 0;
    for (int i = 0; i < with.size(); i++) {
      double lost = probability(with.get(i)) - probability(without.get(i));
      List<Contribution> tags =
          occlusion.heaviest(ToyModels.post(with.get(i)), 0, ALL).stream()
              .filter(one -> one.block() == Block.HASHTAGS)
              .toList();
      if (lost > 0) {
        assertThat(tags).hasSize(1);
        assertThat(tags.get(0).weight()).isCloseTo(lost, within(1e-9));
        seen++;
      } else {
        assertThat(tags).isEmpty();
      }
    }
    assertThat(seen).isGreaterThan(10);
  }

  private static double probability(Row row) {
    return row.<Vector>getAs(Algorithm.MULTILAYER_PERCEPTRON.scoreColumn()).apply(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"RANDOM_FOREST", "GRADIENT_BOOSTED_TREES"})
  void treesNameWholeBlocks(Algorithm trees, SparkSession session) {
    ToyModels.Made made = ToyModels.made(session, trees, 2);
    Occlusion occlusion = Occlusion.of(made.pipeline());
    List<String> named =
        made.rows().collectAsList().stream()
            .flatMap(row -> occlusion.heaviest(ToyModels.post(row), 1, ALL).stream())
            .map(Contribution::feature)
            .distinct()
            .toList();
    assertThat(named).containsExactlyInAnyOrder(Block.EMBEDDING.column(), Block.LENGTH.column());
  }
}
