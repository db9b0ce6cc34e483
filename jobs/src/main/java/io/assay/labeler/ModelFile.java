package io.assay.labeler;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import org.apache.hadoop.fs.Path;

/** A small JSON file in a labeler's folder, with what it learned. */
final class ModelFile {
  private ModelFile() {}

  static void write(Lesson lesson, String name, Object value) {
    lesson.files().replace(new Path(lesson.folder(), name), CanonicalJson.pretty(value));
  }

  /**
   * What was written.
   *
   * @throws AssayException {@link ExitCode#NOT_READY} if it is not there or spoilt
   */
  static <T> T read(Application application, String name, Class<T> type) {
    Path file = new Path(application.folder(), name);
    String json = application.files().read(file).orElse("");
    try {
      return new ObjectMapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new AssayException(
          ExitCode.NOT_READY, file + " cannot be read; run `./assay train` again", e);
    }
  }
}
