package io.assay.job;

import io.assay.io.LakeFiles;
import io.assay.io.RunFolder;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** What the lake holds of a task's earlier days. */
final class EarlierRuns {
  private EarlierRuns() {}

  /** This run as an earlier command has left it, then the task's earlier days. */
  static Stream<RunFolder> andThis(JobContext context) {
    return Stream.concat(Stream.of(context.run()), of(context.spec()));
  }

  /** The task's runs of days before this one, the latest first. */
  static Stream<RunFolder> of(RunSpec spec) {
    LakeFiles files = new LakeFiles(new Configuration());
    String task = spec.task().name();
    Path folder = spec.lake().run(task, spec.ds()).getParent();
    List<String> days = files.names(folder);
    return days.stream()
        .filter(day -> day.compareTo(spec.ds()) < 0)
        .sorted(Comparator.reverseOrder())
        .map(day -> new RunFolder(files, new Path(folder, day), task, day));
  }
}
