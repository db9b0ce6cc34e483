package io.assay.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.CanonicalJson;
import io.assay.io.LakeFiles.Listing;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What an output was made of, written into its folder, so that a later run can take the output over
 * instead of making the same again. It goes with the files, not with the manifest, whose entry is
 * gone as soon as an earlier step is done anew.
 *
 * @param of digest of all that the output depends on
 * @param making when and where it was made: the same for outputs that were made together
 */
public record Origin(String of, String making) {
  /** Hidden from readers of tables and from {@link LakeFiles#list}. */
  private static final String FILE = "_origin.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OF = "of";
  private static final String MAKING = "making";

  /** Writes it beside the files of an output that is otherwise finished. */
  public void write(LakeFiles files, Path output) {
    files.replace(new Path(output, FILE), json(files.list(output)));
  }

  /** Of an output whose files are all there as they were; empty if they are not. */
  public static Optional<Origin> read(LakeFiles files, Path output) {
    return files.read(new Path(output, FILE)).flatMap(json -> of(json, files.list(output)));
  }

  private static Optional<Origin> of(String json, Listing listing) {
    try {
      Map<String, String> facts = JSON.readValue(json, new TypeReference<Map<String, String>>() {});
      Origin origin = new Origin(facts.getOrDefault(OF, ""), facts.getOrDefault(MAKING, ""));
      return Optional.of(origin).filter(whole -> whole.json(listing).equals(json));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private String json(Listing listing) {
    return CanonicalJson.pretty(
        Map.of(
            OF,
            of,
            MAKING,
            making,
            "files",
            Long.toString(listing.files()),
            "bytes",
            Long.toString(listing.bytes())));
  }
}
