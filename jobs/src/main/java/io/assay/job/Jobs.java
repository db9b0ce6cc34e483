package io.assay.job;

import io.assay.job.ask.Ask;
import io.assay.job.ask.Sample;
import io.assay.job.evaluate.Decide;
import io.assay.job.evaluate.Evaluate;
import io.assay.job.evaluate.Report;
import io.assay.job.ingest.Hashtags;
import io.assay.job.ingest.Ingest;
import io.assay.job.ingest.Split;
import io.assay.job.predict.Embed;
import io.assay.job.predict.Predict;
import io.assay.job.predict.Train;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
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
