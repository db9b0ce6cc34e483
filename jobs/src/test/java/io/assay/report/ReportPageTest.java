package io.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.report.table.Cell;
import io.assay.report.table.CostChart;
import io.assay.report.table.CostChart.Point;
import io.assay.report.table.LabelerTable.Row;
import io.assay.report.table.LedgerTable;
import io.assay.report.table.LlmStatusTable;
import io.assay.report.table.PerLabelTable;
import io.assay.report.table.TellingApart;
import io.assay.report.table.TellingApart.Pair;
import io.assay.report.table.WrongItems;
import io.assay.report.wording.LabelerState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportPageTest {
  private static final ReportPage PAGE = ReportPage.of(SampleReport.recommended());

  @Test
  void aToolIsDominatedByOneThatCostsNoMoreAndIsNoWorse() {
    assertThat(point("tag-rules").dominatedBy()).isEqualTo("prototype");
    assertThat(point("tag-odds").dominatedBy()).isEqualTo("nearest");
    assertThat(point("logistic").dominatedBy()).isNull();
    assertThat(point("llm").dominatedBy()).isNull();
    assertThat(point("logistic").recommended()).isTrue();
    assertThat(PAGE.chart().absent()).containsExactly("student");
  }

  @Test
  void theScaleHoldsEveryWhiskerAndTheBar() {
    CostChart chart = PAGE.chart();

    assertThat(chart.bar()).isBetween(chart.low(), chart.high());
    assertThat(chart.points())
        .allSatisfy(
            point -> {
              assertThat(point.lower()).isGreaterThanOrEqualTo(chart.low());
              assertThat(point.upper()).isLessThanOrEqualTo(chart.high());
            });
  }

  @Test
  void rowsShowEstimateIntervalAndPrice() {
    Row row = row("logistic");

    assertThat(row.accuracy())
        .isEqualTo(new Cell("76.2 %", "71.9 to 80.1 %", "Wilson on 408 posts, 95 % interval."));
    assertThat(row.coverage().why()).isEqualTo("Counted on all 416 posts.");
    assertThat(row.corpus().text()).isEqualTo("$135");
    assertThat(row.state()).isEqualTo(new LabelerState("meets", "certified", "at least 69.8 %"));
    assertThat(row.recommended()).isTrue();
  }

  @Test
  void whatIsNotThereSaysWhy() {
    Row student = row("student");

    assertThat(student.state().word()).isEqualTo("not trained");
    assertThat(student.accuracy().empty()).isTrue();
    assertThat(student.accuracy().why())
        .isEqualTo("not trained: no post of the training part was asked of an LLM");
    assertThat(student.corpus()).isEqualTo(Cell.missing("no price is known"));
    assertThat(row("llm").agreement().why()).contains("the reference LLM itself");
  }

  @Test
  void undecidedSaysWhatWouldTell() {
    assertThat(row("nearest").state().reason())
        .isEqualTo("61.9 % to 75.9 %; 2,650 gold posts in all would probably tell");
  }

  @Test
  void theBestStandsFirstInItsPairs() {
    TellingApart apart = PAGE.apart();

    assertThat(apart.best()).isEqualTo("llm");
    assertThat(apart.sentence())
        .contains("Cannot be told from it on this gold: nearest and logistic");
    assertThat(apart.againstBest()).hasSize(6).extracting(Pair::first).containsOnly("llm");
    assertThat(apart.others()).hasSize(15);
    Pair last = apart.againstBest().get(5);
    assertThat(last.second()).isEqualTo("logistic");
    assertThat(last.difference()).isEqualTo(new Cell("+3.8", "\u22121.7 to +9.3", null));
    assertThat(last.answer()).isEqualTo("no");
  }

  @Test
  void labelsKeepTheirOrderAndUndefinedStaysUndefined() {
    PerLabelTable table = PAGE.perLabel();

    assertThat(table.f1()).extracting(PerLabelTable.F1Row::label).startsWith("funny", "cute");
    assertThat(table.labelers()).doesNotContain("student");
    assertThat(table.f1().get(2).cells().get(0).cell().why()).startsWith("undefined on these");
    assertThat(table.details()).filteredOn(PerLabelTable.Detail::chosen).hasSize(1);
  }

  @Test
  void ledgerSumsEachKindApart() {
    assertThat(PAGE.ledger().spent()).isEqualTo("$0.012");
    assertThat(PAGE.ledger().accounts())
        .filteredOn(account -> account.labeler().equals("logistic"))
        .singleElement()
        .extracting(LedgerTable.Account::sums)
        .isEqualTo("$122 once, $0.0023 per 1,000 posts, 3.30 hours for the corpus");
  }

  @Test
  void everyStatusIsCountedAlsoWhereItIsZero() {
    assertThat(PAGE.llm().statuses())
        .containsExactly("labelled", "abstained", "invalid", "refused", "truncated", "error");
    assertThat(PAGE.llm().rows())
        .containsExactly(
            new LlmStatusTable.Row("llm", List.of("118", "0", "1", "0", "1", "0"), "120"));
  }

  @Test
  void warningsNameTheLabelersThatTheyHit() {
    assertThat(PAGE.caveats().sentences())
        .hasSize(2)
        .last()
        .asString()
        .endsWith("This concerns tag-rules.");
  }

  @Test
  void wrongAnswersToOnePostStandTogether() {
    assertThat(PAGE.wrong().items()).hasSize(3);
    assertThat(PAGE.wrong().items().get(1).answers())
        .containsExactly(
            new WrongItems.Said("tag-rules", "celebrate", "#blessed"),
            new WrongItems.Said("regexes", "no label", null));
  }

  private static Point point(String name) {
    return PAGE.chart().points().stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static Row row(String name) {
    return PAGE.labelers().rows().stream()
        .filter(r -> r.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
