package io.assay.label;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** Reads hashtag rules and notes all that is wrong with them. */
final class HashtagRuleFile {
  private static final String HASHTAG = "hashtag";
  private static final String LABEL = "label";
  private static final String WEIGHT = "weight";
  private static final List<String> COLUMNS = List.of(HASHTAG, LABEL, WEIGHT);
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreSurroundingSpaces(true).setTrim(true).get();

  private final Path file;
  private final List<String> labels;
  private final RuleProblems problems;

  /** The line of each pattern with its label, to find repeated ones. */
  private final Map<String, Long> lines = new HashMap<>();

  HashtagRuleFile(Path file, List<String> labels) {
    this.file = file;
    this.labels = labels;
    this.problems = new RuleProblems(file);
  }

  List<HashtagRule> read() {
    List<HashtagRule> rules = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(RuleProblems.read(file), FORMAT)) {
      Map<String, Integer> columns = new HashMap<>();
      for (CSVRecord row : parser) {
        long line = parser.getCurrentLineNumber();
        if (row.getRecordNumber() == 1) {
          columns = columns(row, line);
          continue;
        }
        rule(new Row(row, line, columns)).ifPresent(rules::add);
      }
    } catch (CSVException | UncheckedIOException e) {
      problems.add(1, "is no CSV file: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (rules.isEmpty()) {
      problems.addIfNone(1, "holds no rule; the columns are hashtag,label,weight");
    }
    problems.throwIfAny();
    return rules;
  }

  private Map<String, Integer> columns(CSVRecord header, long line) {
    Map<String, Integer> columns = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (!COLUMNS.contains(name)) {
        problems.addUnknown(line, "unknown column '" + name + "'", name, COLUMNS);
      } else if (columns.put(name, i) != null) {
        problems.add(line, "the column '" + name + "' stands twice");
      }
    }
    for (String needed : List.of(HASHTAG, LABEL)) {
      if (!columns.containsKey(needed)) {
        problems.add(line, "there is no column '" + needed + "'");
      }
    }
    problems.throwIfAny();
    return columns;
  }

  private Optional<HashtagRule> rule(Row row) {
    Optional<HashtagPattern> pattern = pattern(row);
    Optional<String> label = label(row);
    Optional<Double> weight = weight(row);
    if (pattern.isEmpty() || label.isEmpty()) {
      return Optional.empty();
    }
    noteRepeated(row.line(), pattern.get(), label.get());
    return Optional.of(new HashtagRule(pattern.get(), label.get(), weight.orElse(null)));
  }

  private Optional<HashtagPattern> pattern(Row row) {
    try {
      return Optional.of(HashtagPattern.of(row.value(HASHTAG)));
    } catch (IllegalArgumentException e) {
      problems.add(row.line(), String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<String> label(Row row) {
    String label = row.value(LABEL);
    if (labels.contains(label)) {
      return Optional.of(label);
    }
    problems.addUnknown(row.line(), "'" + label + "' is no label of the task", label, labels);
    return Optional.empty();
  }

  private Optional<Double> weight(Row row) {
    String written = row.value(WEIGHT);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    @Nullable Double weight = number(written);
    if (weight == null || !(weight > 0 && weight <= 1)) {
      problems.add(row.line(), "the weight '" + written + "' is not above 0 and up to 1");
    }
    return Optional.ofNullable(weight);
  }

  private static @Nullable Double number(String written) {
    try {
      return Double.valueOf(written);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private void noteRepeated(long line, HashtagPattern pattern, String label) {
    @Nullable Long before = lines.putIfAbsent(pattern + " " + label, line);
    if (before != null) {
      problems.add(line, pattern + " for " + label + " stands on line " + before + " already");
    }
  }

  private record Row(CSVRecord fields, long line, Map<String, Integer> columns) {

    /** The value of a column, empty where the column or the value is not there. */
    String value(String column) {
      @Nullable Integer index = columns.get(column);
      return index == null || index >= fields.size() ? "" : fields.get(index);
    }
  }
}
