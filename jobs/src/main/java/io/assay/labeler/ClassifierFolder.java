package io.assay.labeler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.classify.Algorithm;
import io.assay.config.AssayException;
import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import io.assay.io.LakeFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
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

  /** How the scores of a model of this algorithm are read. */
  ClassifierDecoder decoder(Algorithm algorithm) {
    String json = files.read(cardPath()).orElseThrow(this::unreadable);
    try {
      JsonNode card = new ObjectMapper().readTree(json);
      List<String> labels = new ArrayList<>();
      card.path("labels").forEach(label -> labels.add(label.asText()));
      return new ClassifierDecoder(
          labels, algorithm.givesMargins(), card.path("temperature").asDouble());
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
