package io.assay.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.CanonicalJson;
import io.assay.config.ExitCode;
import io.assay.io.Lake;
import io.assay.io.LakeFiles;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;

/**
 * The sets of test gold that a task has been judged on, in order, kept in the store: each new set
 * is a further look that the certificates must pay for; the same set is the same look.
 */
final class Looks {
  private final LakeFiles files;
  private final Path file;

  Looks(LakeFiles files, Lake lake, String task) {
    this.files = files;
    this.file = new Path(lake.store(), "looks/" + task + ".json");
  }

  /** The number of this look, from 1; a set that is new is written down. */
  int number(String goldDigest) {
    List<String> digests = new ArrayList<>(read());
    if (!digests.contains(goldDigest)) {
      digests.add(goldDigest);
      files.replace(file, CanonicalJson.pretty(digests));
    }
    return digests.indexOf(goldDigest) + 1;
  }

  private List<String> read() {
    String json = files.read(file).orElse("[]");
    try {
      return new ObjectMapper().readValue(json, new TypeReference<List<String>>() {});
    } catch (JsonProcessingException e) {
      throw new AssayException(
          ExitCode.NOT_READY,
          file
              + " cannot be read; it counts how often gold was looked at, so restore it from a copy",
          e);
    }
  }
}
