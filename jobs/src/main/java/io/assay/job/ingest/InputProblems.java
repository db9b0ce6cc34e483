package io.assay.job.ingest;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What is wrong with input records, each with its place: all is looked at before any is refused.
 */
final class InputProblems {
  private static final int LISTED = 1_000;

  private final List<Problem> problems = new ArrayList<>();
  private long all;

  private record Problem(String file, long position, String sentence) {
    /**
     * Of a table of Parquet the row is known, else the byte, and after a quote left open neither.
     */
    @Override
    public String toString() {
      String unit = file.endsWith(".parquet") ? "row" : "byte";
      String place = position < 0 ? file : "%s, %s %d".formatted(file, unit, position);
      return place + ": " + sentence;
    }
  }

  /**
   * Notes wrong records.
   *
   * @param wrong with columns {@code file} and {@code position}
   * @param sentence what is wrong with one
   */
  void add(Dataset<Row> wrong, Function<Row, String> sentence) {
    List<Row> rows = wrong.orderBy("file", "position").limit(LISTED).collectAsList();
    for (Row row : rows) {
      problems.add(
          new Problem(row.getAs("file"), row.<Long>getAs("position"), sentence.apply(row)));
    }
    all += rows.size() < LISTED ? rows.size() : wrong.count();
  }

  /**
   * Refuses the records if anything is wrong with them.
   *
   * @param headline what follows from it
   * @throws AssayException {@link ExitCode#USAGE} with the problems by place, up to 1,000 of them
   */
  void throwIfAny(String headline) {
    if (problems.isEmpty()) {
      return;
    }
    String lines =
        problems.stream()
            .sorted(Comparator.comparing(Problem::file).thenComparing(Problem::position))
            .limit(LISTED)
            .map(problem -> "\n  " + problem)
            .collect(Collectors.joining());
    String more = all > LISTED ? String.format(Locale.ROOT, "\n  and %,d more", all - LISTED) : "";
    throw new AssayException(ExitCode.USAGE, headline + ":" + lines + more);
  }
}
