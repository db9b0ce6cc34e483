package io.assay.job.run;

import io.assay.config.AssayException;
import io.assay.io.LakeFiles;
import io.assay.io.RunFolder;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** What the lake holds of a task's earlier days. */
public final class EarlierRuns {
  /** Who has not been at it for so many runs starts from nothing. */
  private static final int LOOKED_BACK = 30;

  private EarlierRuns() {}

  /**
   * This run as an earlier command has left it, then the last of the task's earlier days; a day
   * whose manifest cannot be read has nothing to give.
   */
  public static Stream<RunFolder> andThis(JobContext context) {
    Stream<RunFolder> earlier =
        days(context.spec())
            .limit(LOOKED_BACK)
            .flatMap(
                day -> {
                  try {
                    return Stream.of(open(context.spec(), day));
                  } catch (AssayException e) {
                    return Stream.empty();
                  }
                });
    return Stream.concat(Stream.of(context.run()), earlier);
  }

  /** The task's runs of days before this one, the latest first. */
  public static Stream<RunFolder> of(RunSpec spec) {
    return days(spec).map(day -> open(spec, day));
  }

  private static Stream<String> days(RunSpec spec) {
    return files().names(spec.lake().run(spec.task().name(), spec.ds()).getParent()).stream()
        .filter(day -> day.compareTo(spec.ds()) < 0)
        .sorted(Comparator.reverseOrder());
  }

  private static RunFolder open(RunSpec spec, String day) {
    String task = spec.task().name();
    return new RunFolder(files(), spec.lake().run(task, day), task, day);
  }

  private static LakeFiles files() {
    return new LakeFiles(new Configuration());
  }
}
