package io.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {
  @Test
  void verdictThenTables() {
    String report = MarkdownReport.render(SampleReport.recommended());

    assertThat(report)
        .startsWith(
            "# Which tool should label gif-mood?\n\nAssay report, 2026-08-03: **recommended**\n\n"
                + "Use logistic: it is right on at least 69.8 % of the posts")
        .contains(
            "| **logistic** | classifier | certified: at least 69.8 % |"
                + " 76.2 % (71.9 to 80.1 %) | 100.0 % |")
        .contains("| llm | 120 | 118 | 0 | 1 | 0 | 1 | 0 |")
        .doesNotContain("{{", "null", "NaN");
  }

  @Test
  void everyRowHasTheCellsOfItsHead() {
    String report = MarkdownReport.render(SampleReport.recommended());
    for (List<String> table : tables(report)) {
      assertThat(table.get(1)).matches("\\|( -+:? \\|)+");
      assertThat(table)
          .as(table.get(0))
          .extracting(MarkdownReportTest::cells)
          .containsOnly(cells(table.get(0)));
    }
    assertThat(tables(report)).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a | b\n| c", "<script>alert(1)</script>", "*a* `b` [c](https://d)"})
  void textFromOutsideStaysText(String poison) {
    String report = MarkdownReport.render(SampleReport.poisoned(poison));
    String benign = MarkdownReport.render(SampleReport.poisoned("harmless"));

    assertThat(report).doesNotContain("<script", "](https://", " `b` ");
    assertThat(tables(report)).hasSameSizeAs(tables(benign));
    for (List<String> table : tables(report)) {
      assertThat(table).extracting(MarkdownReportTest::cells).containsOnly(cells(table.get(0)));
    }
  }

  private static long cells(String row) {
    return row.replace("\\|", "").chars().filter(c -> c == '|').count();
  }

  private static List<List<String>> tables(String report) {
    List<List<String>> tables = new ArrayList<>();
    boolean within = false;
    for (String line : report.lines().toList()) {
      if (line.startsWith("|")) {
        if (!within) {
          tables.add(new ArrayList<>());
        }
        tables.get(tables.size() - 1).add(line);
      }
      within = line.startsWith("|");
    }
    return tables;
  }
}
