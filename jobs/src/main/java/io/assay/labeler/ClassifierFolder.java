package io.assay.labeler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import io.assay.io.LakeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;

/** Where a classifier is kept: its pipeline, which plain Spark loads, and its card. */
record ClassifierFolder(Path folder, LakeFiles files) {
  private static final String PIPELINE = "pipeline";
  private static final String CARD = "card.json";

  void save(PipelineModel pipeline, ClassifierCard card) {
    try {
      pipeline.write().overwrite().save(pipelinePath().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.replace(cardPath(), CanonicalJson.pretty(card));
  }

  PipelineModel pipeline() {
    return PipelineModel.load(pipelinePath().toString());
  }

  ClassifierCard card() {
    String json = files.read(cardPath()).orElseThrow(this::unreadable);
    try {
      return new ObjectMapper().readValue(json, ClassifierCard.class);
    } catch (JsonProcessingException e) {
      throw unreadable();
    }
  }

  private Path pipelinePath() {
    return new Path(folder, PIPELINE);
  }

  private Path cardPath() {
    return new Path(folder, CARD);
  }

  private AssayException unreadable() {
    return new AssayException(
        ExitCode.NOT_READY, cardPath() + " cannot be read; run `./assay train` again");
  }
}
