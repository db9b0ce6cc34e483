package io.assay.labeler;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.assay.classify.Algorithm;
import io.assay.classify.Classifier;
import io.assay.classify.Encoder;
import io.assay.classify.Fit;
import io.assay.classify.Quality;
import io.assay.classify.Trial;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a classifier is and how it came about; {@code card.json} in its folder.
 *
 * @param labels by class, those that part train had
 * @param dimensions features by block
 * @param dataFingerprint of what it learned from
 * @param trainPosts by label
 * @param unusablePosts of part train, left out since their vector is not all numbers
 * @param parameters hyper-parameters chosen
 * @param temperature divisor of margins before the softmax, 1 where there are none
 * @param fit whether it learned too much, too little or neither; {@link Fit} has the rule
 * @param trials all that was tried, the simplest models first
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ClassifierCard(
    Algorithm algorithm,
    List<String> labels,
    Map<String, Integer> dimensions,
    String dataFingerprint,
    Map<String, Long> trainPosts,
    long unusablePosts,
    Map<String, Double> parameters,
    Quality train,
    Quality tune,
    double temperature,
    Fit fit,
    List<Trial> trials) {

  ClassifierCard {
    labels = List.copyOf(labels);
    dimensions = Map.copyOf(dimensions);
    trainPosts = Map.copyOf(trainPosts);
    parameters = Map.copyOf(parameters);
    trials = List.copyOf(trials);
  }

  /** The card of a classifier that has learned. */
  static ClassifierCard of(
      ClassifierSettings settings, ClassifierLesson lesson, Encoder encoder, Classifier learned) {
    return new ClassifierCard(
        settings.algorithm(),
        lesson.labels(),
        sizes(encoder),
        lesson.fingerprint(),
        lesson.counts(),
        lesson.unusable(),
        learned.parameters(),
        learned.train(),
        learned.tune(),
        learned.temperature(),
        Fit.of(learned.train(), learned.tune(), lesson.majority()),
        learned.trials());
  }

  private static Map<String, Integer> sizes(Encoder encoder) {
    return encoder.dimensions().entrySet().stream()
        .collect(Collectors.toMap(block -> block.getKey().column(), Map.Entry::getValue));
  }
}
