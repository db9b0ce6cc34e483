package io.assay.job.run;

import io.assay.config.CanonicalJson;
import io.assay.io.Origin;
import io.assay.io.RunFolder;
import io.assay.io.Table;
import io.assay.post.ContentHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;

/**
 * A table whose rows come each from one source file grows with the files: what an earlier run made
 * of those that are still there is taken over, and only those that came since are read.
 *
 * @param run that has the table already
 * @param known the sources that it read
 */
public record Growth(RunFolder run, Set<String> known) {

  /**
   * Where tables come from.
   *
   * @param rest all that they depend on but the sources and the code
   */
  public static Origin origin(JobContext context, Map<String, Object> rest, List<String> sources) {
    Map<String, Object> all = new TreeMap<>(rest);
    all.put("code", CodeVersion.current());
    return new Origin(ContentHash.sha256_128(CanonicalJson.of(all)), context.host().now(), sources);
  }

  /** An earlier run of the same origin but for sources that came since. */
  public static Optional<Growth> of(JobContext context, Origin now, Table... tables) {
    return EarlierRuns.andThis(context)
        .flatMap(
            run ->
                Origin.read(run.files(), outputs(run, tables))
                    .filter(then -> then.of().equals(now.of()))
                    .filter(then -> now.sources().containsAll(then.sources()))
                    .map(then -> new Growth(run, Set.copyOf(then.sources())))
                    .stream())
        .findFirst();
  }

  private static List<Path> outputs(RunFolder run, Table... tables) {
    return Stream.of(tables).map(table -> run.published(table.path())).toList();
  }
}
