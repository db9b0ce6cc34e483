package io.assay.job.evaluate;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.CsvFile;
import io.assay.io.Imports.Use;
import io.assay.io.Table;
import io.assay.job.ingest.GivenLabels;
import io.assay.job.run.JobRunner;
import io.assay.job.run.OwnSession;
import io.assay.job.run.RunOptions;
import io.assay.job.run.RunSpec;
import io.assay.post.ContentHash;
import io.assay.sample.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The next posts for people to label, as a CSV file with an empty column {@code label}. No label of
 * a tool is in it, as it would sway them. {@code import --as gold} takes the file back.
 */
@Command(
    name = "review",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the next posts for people to label; ./assay import --as gold takes the file back.",
      "--purpose gold (default): the next of the random sample of part test, which certificates rest on.",
      "--purpose inspect: posts that the labelers disagree on or are not sure of, to learn from. They and their groups"
          + " move to part tune for good and are never scored."
    })
public final class Review implements Callable<Integer> {
  private static final List<String> HEADER =
      List.of("id", "text", "label", "annotator", "split", "source");

  /** What the posts are for. */
  enum Purpose {
    GOLD,
    INSPECT
  }

  @Option(names = "--n", paramLabel = "POSTS", description = "How many; default 50.")
  int posts = 50;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Default review.csv; a file that is there already is never overwritten.")
  String out = "review.csv";

  @Option(names = "--purpose", paramLabel = "gold|inspect", description = "Default gold.")
  Purpose purpose = Purpose.GOLD;

  @Mixin private RunOptions options = new RunOptions();

  @Override
  public Integer call() throws Exception {
    RunSpec spec = options.spec();
    check(spec);
    return OwnSession.run(spec, options.host(), session -> write(session, spec));
  }

  /** What can be known to be wrong before Spark starts. */
  private void check(RunSpec spec) {
    if (posts < 1) {
      throw new AssayException(ExitCode.USAGE, "--n must be 1 or more, not " + posts);
    }
    file().checkNew();
    JobRunner.folder(spec).require(purpose == Purpose.GOLD ? Table.SPLITS : Table.PREDICTIONS);
  }

  /**
   * Writes the file.
   *
   * @return what is in it and what to do with it, in words
   * @throws AssayException {@link ExitCode#USAGE} if there is such a file already
   */
  public String write(SparkSession session, RunSpec spec) {
    check(spec);
    ReviewPosts open = new ReviewPosts(session, spec);
    Dataset<Row> ordered = purpose == Purpose.GOLD ? open.random() : open.instructive();
    List<Row> chosen = ordered.limit(posts).collectAsList();
    List<String> said = new ArrayList<>();
    if (purpose == Purpose.INSPECT && !chosen.isEmpty()) {
      said.add(leaving(chosen, open.frame()));
      remember(session, spec, chosen);
    }
    file().write(HEADER, chosen.stream().map(this::record).toList());
    said.add(0, String.format(Locale.ROOT, "%,d posts in %s", chosen.size(), out));
    said.add("labels: " + String.join(", ", spec.task().labelNames()));
    said.add("then: ./assay import --as gold " + out + ", with the same options");
    if (chosen.size() < posts) {
      said.add("there are no more posts without gold for this purpose");
    }
    return String.join("\n", said);
  }

  /** What is measured on part test says nothing of posts that somebody took out of it. */
  private static String leaving(List<Row> chosen, long frame) {
    long leave =
        chosen.stream().filter(row -> row.<String>getAs("part").equals(Part.TEST.key())).count();
    return String.format(
        Locale.ROOT,
        "%,d of them leave part test with their groups, at least %.2f %% of it: accuracies of later runs are those of the rest",
        leave,
        frame == 0 ? 0 : 100.0 * leave / frame);
  }

  /** Before the file is there: whoever sees a post in it must not find it scored later. */
  private static void remember(SparkSession session, RunSpec spec, List<Row> chosen) {
    List<String> ids = chosen.stream().map(row -> row.<String>getAs("post_id")).toList();
    Dataset<Row> rows = session.createDataFrame(chosen, chosen.get(0).schema());
    String digest = ContentHash.sha256_128(String.join("\n", ids));
    GivenLabels.imports(spec).add(Use.INSPECTED, GivenLabels.PEOPLE, rows, digest);
  }

  private List<String> record(Row row) {
    boolean inspect = purpose == Purpose.INSPECT;
    return List.of(
        row.getAs("post_id"),
        row.getAs("text"),
        "",
        "",
        (inspect ? Part.TUNE : Part.TEST).key(),
        inspect ? "inspect" : "sample");
  }

  private CsvFile file() {
    return new CsvFile(Path.of(out));
  }
}
