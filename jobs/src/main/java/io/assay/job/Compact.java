package io.assay.job;

import io.assay.io.LakeFiles;
import io.assay.io.RunLock;
import io.assay.io.Store;
import io.assay.io.StoreLock;
import io.assay.job.run.Host;
import io.assay.job.run.OwnSession;
import io.assay.job.run.RunOptions;
import io.assay.job.run.RunSpec;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The small files that every run adds to the store into few larger ones. */
@Command(
    name = "compact",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts the vectors of the store of --lake together in files of about 128 MB; every run adds some.",
      "Nothing is computed again. It waits for nobody: while a run of this lake is at work it is refused, and so is a"
          + " run while it is at work."
    })
final class Compact implements Callable<Integer> {
  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    RunSpec spec = options.spec();
    return OwnSession.run(spec, options.host(), session -> compact(session, spec, options.host()));
  }

  /** The work; a line an embedder. */
  static String compact(SparkSession session, RunSpec spec, Host host) {
    LakeFiles files = new LakeFiles(new Configuration());
    RunLock held = new StoreLock(files, spec.lake(), host.name(), host.clock()).acquire();
    try {
      Store store = new Store(session, files, spec.lake());
      List<String> models = store.models();
      return models.isEmpty()
          ? "there are no vectors in " + spec.lake().embeddings()
          : String.join("\n", models.stream().map(id -> said(id, store.compact(id))).toList());
    } finally {
      held.close();
    }
  }

  private static String said(String model, Store.Compacted files) {
    return files.before() == files.after()
        ? String.format(
            Locale.ROOT, "%s: %,d file(s), as few as there should be", model, files.after())
        : String.format(
            Locale.ROOT, "%s: %,d files became %,d", model, files.before(), files.after());
  }
}
