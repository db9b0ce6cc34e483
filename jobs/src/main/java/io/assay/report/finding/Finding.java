package io.assay.report.finding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One question with its answer: sentences and a table. All findings are shown by one template.
 *
 * @param id of the section in the page
 * @param sentences what the table says, and how it was made
 * @param header names of the columns
 * @param rows as many texts as there are columns
 */
public record Finding(
    String id, String title, List<String> sentences, List<Column> header, List<Row> rows) {

  /**
   * A column.
   *
   * @param numeric whether it holds numbers, which are set flush right
   */
  public record Column(String name, boolean numeric) {}

  /** A text in its column. */
  public record Value(String text, boolean numeric) {}

  /** A row, the first text of which names it. */
  public record Row(String first, List<Value> others) {}

  /** Fills a finding row by row. */
  static final class Builder {
    private final String id;
    private final String title;
    private final List<Column> header;
    private final List<Row> rows = new ArrayList<>();

    private Builder(String id, String title, List<Column> header) {
      this.id = id;
      this.title = title;
      this.header = header;
    }

    /** Adds a row of as many texts as there are columns. */
    void row(String... texts) {
      if (texts.length != header.size()) {
        throw new IllegalArgumentException(
            "%s: %d texts for %d columns".formatted(id, texts.length, header.size()));
      }
      List<Value> others = new ArrayList<>();
      for (int i = 1; i < texts.length; i++) {
        others.add(new Value(texts[i], header.get(i).numeric()));
      }
      rows.add(new Row(texts[0], others));
    }

    Finding with(String... sentences) {
      return new Finding(id, title, List.of(sentences), header, List.copyOf(rows));
    }
  }

  /**
   * Starts a finding.
   *
   * @param columns names with commas between; those of numbers begin with {@code #}
   */
  static Builder of(String id, String title, String columns) {
    List<Column> header =
        Arrays.stream(columns.split(", ", -1))
            .map(name -> new Column(name.replace("#", ""), name.startsWith("#")))
            .toList();
    return new Builder(id, title, header);
  }

  /** Whether there is a row to show. */
  public boolean any() {
    return !rows.isEmpty();
  }
}
