package io.assay.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that is wrong with one or more files, collected so that it is all told at once. */
public final class Problems {
  private final List<Problem> problems = new ArrayList<>();

  /**
   * One fault.
   *
   * @param line from 1; 0 for the file as a whole
   */
  public record Problem(Path file, int line, String message) {
    @Override
    public String toString() {
      return file + (line > 0 ? ":" + line : "") + ": " + message;
    }
  }

  /** Notes a fault; the same fault at the same place is noted once. */
  public void add(Path file, int line, String message) {
    Problem problem = new Problem(file, line, message);
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  /** All faults, by file and line. */
  public List<Problem> sorted() {
    return problems.stream()
        .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line))
        .toList();
  }

  /** Whether nothing was found. */
  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /**
   * Ends the program if there is a fault.
   *
   * @throws AssayException (USAGE) with the number of the problems, then one a line
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new AssayException(ExitCode.USAGE, toString());
    }
  }

  @Override
  public String toString() {
    String head = problems.size() + (problems.size() == 1 ? " problem" : " problems");
    return sorted().stream()
        .map(Problem::toString)
        .collect(Collectors.joining("\n", head + "\n", ""));
  }
}
