package io.assay.job.evaluate;

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
    int number = number(digests, goldDigest);
    if (number > digests.size()) {
      digests.add(goldDigest);
      files.replace(file, CanonicalJson.pretty(digests));
    }
    return number;
  }

  /** The number that this look has or would have; nothing is written down. */
  int peek(String goldDigest) {
    return number(read(), goldDigest);
  }

  private static int number(List<String> digests, String goldDigest) {
    int known = digests.indexOf(goldDigest);
    return known < 0 ? digests.size() + 1 : known + 1;
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
