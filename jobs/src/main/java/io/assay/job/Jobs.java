package io.assay.job;

import java.util.Arrays;
import java.util.List;

/** The classes that do the steps. */
final class Jobs {
  private Jobs() {}

  /** A new instance of the class that does a step. */
  static StepJob of(Step step) {
    return switch (step) {
      case INGEST -> new Ingest();
      case HASHTAGS -> new Hashtags();
      case EMBED -> new Embed();
      case SPLIT -> new Split();
      case SAMPLE -> new Sample();
      case ASK -> new Ask();
      case TRAIN -> new Train();
      case PREDICT -> new Predict();
      case EVALUATE -> new Evaluate();
      case DECIDE -> new Decide();
      case REPORT -> new Report();
    };
  }

  /** One a step, in order. */
  static List<StepJob> all() {
    return Arrays.stream(Step.values()).map(Jobs::of).toList();
  }
}
