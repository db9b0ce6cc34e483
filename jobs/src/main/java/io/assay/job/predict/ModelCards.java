package io.assay.job.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import io.assay.io.RunFolder;
import io.assay.job.run.JobContext;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** The folder {@code models/} of a run: a folder a labeler, and {@code cards.json} about all. */
public final class ModelCards {
  static final String MODELS = "models";
  private static final String CARDS = "cards.json";

  private ModelCards() {}

  /** Where a labeler keeps what it learns now. */
  static Path staged(JobContext context, String labeler) {
    return new Path(context.run().staged(MODELS), labeler);
  }

  /** Where a labeler finds what it has learned. */
  static Path published(JobContext context, String labeler) {
    return new Path(context.run().published(MODELS), labeler);
  }

  /** Stages the cards with the models. */
  static void stage(JobContext context, List<ModelCard> cards) {
    Path file = new Path(context.run().staged(MODELS), CARDS);
    context.run().files().replace(file, CanonicalJson.pretty(cards));
    context.tables().staged(MODELS, cards.size());
  }

  /**
   * The cards of the run's models.
   *
   * @throws AssayException {@link ExitCode#NOT_READY} if there are none
   */
  public static List<ModelCard> read(JobContext context) {
    return read(context.run());
  }

  /** The same without a session. */
  public static List<ModelCard> read(RunFolder run) {
    Path file = new Path(run.published(MODELS), CARDS);
    String json =
        run.files()
            .read(file)
            .orElseThrow(
                () ->
                    new AssayException(
                        ExitCode.NOT_READY,
                        "there are no models yet; run `./assay train` with the same options first"));
    try {
      return new ObjectMapper().readValue(json, new TypeReference<List<ModelCard>>() {});
    } catch (JsonProcessingException e) {
      throw new AssayException(ExitCode.NOT_READY, file + " cannot be read; run train again", e);
    }
  }
}
