package io.assay.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.CanonicalJson;
import io.assay.io.LakeFiles.Listing;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * What an output was made of, written into its folder, so that a later run can take the output over
 * instead of making the same again. It goes with the files, not with the manifest, whose entry is
 * gone as soon as an earlier step is done anew.
 *
 * @param of digest of all that the output depends on, but its sources
 * @param making when and where it was made: the same for outputs that were made together
 * @param sources files of which each gave rows of its own, by names that another content does not
 *     have; empty if the output is not such a table
 */
public record Origin(String of, String making, List<String> sources) {
  /** Hidden from readers of tables and from {@link LakeFiles#list}. */
  private static final String FILE = "_origin.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The origin as the file tells it, and what else was there. */
  private record Noted(String of, String making, List<String> sources, long files, long bytes) {
    private Noted {
      sources = List.copyOf(sources);
    }

    private Noted(Origin origin, Listing output) {
      this(origin.of, origin.making, origin.sources, output.files(), output.bytes());
    }
  }

  /** Writes it beside the files of an output that is otherwise finished. */
  public void write(LakeFiles files, Path output) {
    Noted noted = new Noted(this, files.list(output));
    files.replace(new Path(output, FILE), CanonicalJson.pretty(noted));
  }

  /** Of an output whose files are all there as they were; empty if they are not. */
  public static Optional<Origin> read(LakeFiles files, Path output) {
    return files.read(new Path(output, FILE)).flatMap(json -> whole(json, files.list(output)));
  }

  /** Of outputs that were made together and are whole. */
  public static Optional<Origin> read(LakeFiles files, List<Path> outputs) {
    List<Optional<Origin>> origins =
        outputs.stream().map(output -> read(files, output)).distinct().toList();
    return origins.size() == 1 ? origins.get(0) : Optional.empty();
  }

  private static Optional<Origin> whole(String json, Listing listing) {
    try {
      Noted noted = JSON.readValue(json, Noted.class);
      Origin origin = new Origin(noted.of, noted.making, noted.sources);
      return Optional.of(origin).filter(any -> noted.equals(new Noted(origin, listing)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
