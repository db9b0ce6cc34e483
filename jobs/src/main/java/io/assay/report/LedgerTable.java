package io.assay.report;

import io.assay.cost.CostRow;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was bought for whom, at which price.
 *
 * @param spent what this run paid, apart from the price of the corpus
 */
record LedgerTable(List<Account> accounts, String spent) {

  /** One labeler with its lines and their sums. */
  record Account(String labeler, List<Line> lines, String sums) {}

  /**
   * One line.
   *
   * @param usd quantity times unit price; hours cost nothing by themselves
   */
  record Line(
      String kind,
      String item,
      String quantity,
      String unitPrice,
      String asOf,
      Cell usd,
      String basis) {}

  static LedgerTable of(ReportModel model) {
    Map<String, List<CostRow>> byLabeler =
        model.costs().stream()
            .collect(
                Collectors.groupingBy(CostRow::labeler, LinkedHashMap::new, Collectors.toList()));
    return new LedgerTable(
        byLabeler.entrySet().stream().map(e -> account(e.getKey(), e.getValue())).toList(),
        Figures.money(BigDecimal.valueOf(model.spentMicroUsd(), 6)));
  }

  private static Account account(String labeler, List<CostRow> rows) {
    String sums =
        "once %s; for 1,000 posts %s; for the corpus %s hours"
            .formatted(
                Figures.money(sum(rows, "fixed")),
                Figures.money(sum(rows, "marginal")),
                Figures.hours(hours(rows)));
    return new Account(labeler, rows.stream().map(LedgerTable::line).toList(), sums);
  }

  private static BigDecimal sum(List<CostRow> rows, String kind) {
    return rows.stream()
        .filter(r -> r.kind().equals(kind))
        .map(CostRow::usd)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static double hours(List<CostRow> rows) {
    return rows.stream().filter(r -> r.kind().equals("hours")).mapToDouble(CostRow::quantity).sum();
  }

  private static Line line(CostRow row) {
    boolean hours = row.kind().equals("hours");
    return new Line(
        row.kind(),
        row.item(),
        Figures.quantity(row.quantity()) + " " + row.unit(),
        hours ? "" : Figures.unitPrice(row.unitPriceUsd()),
        hours ? "" : row.priceAsOf(),
        hours
            ? Cell.missing("time, which costs nothing by itself")
            : Cell.of(Figures.money(row.usd())),
        row.basis());
  }
}
