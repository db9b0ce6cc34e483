package io.assay.report.table;

import io.assay.cost.CostRow;
import io.assay.report.model.ReportModel;
import io.assay.report.wording.Figures;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was bought for whom, at which price.
 *
 * @param spent what this run paid, apart from the price of the corpus
 */
public record LedgerTable(List<Account> accounts, String spent) {

  /** One labeler with its lines and their sums. */
  public record Account(String labeler, List<Line> lines, String sums) {}

  /**
   * One line.
   *
   * @param usd quantity times unit price; hours cost nothing by themselves
   */
  public record Line(
      String kind,
      String item,
      String quantity,
      String unit,
      String unitPrice,
      String asOf,
      Cell usd,
      String basis) {}

  /** The ledgers of a run, a labeler each. */
  public static LedgerTable of(ReportModel model) {
    Map<String, List<CostRow>> byLabeler =
        model.costs().stream()
            .collect(
                Collectors.groupingBy(CostRow::labeler, LinkedHashMap::new, Collectors.toList()));
    return new LedgerTable(
        byLabeler.entrySet().stream().map(e -> account(e.getKey(), e.getValue())).toList(),
        Figures.money(BigDecimal.valueOf(model.spentMicroUsd(), 6)));
  }

  /** Whether anything was priced. */
  boolean any() {
    return !accounts.isEmpty();
  }

  private static Account account(String labeler, List<CostRow> rows) {
    List<String> sums = new ArrayList<>();
    usd(rows, "fixed").ifPresent(usd -> sums.add(Figures.money(usd) + " once"));
    usd(rows, "marginal").ifPresent(usd -> sums.add(Figures.money(usd) + " per 1,000 posts"));
    rows.stream()
        .filter(r -> r.kind().equals("hours"))
        .map(CostRow::quantity)
        .reduce(Double::sum)
        .ifPresent(hours -> sums.add(Figures.hours(hours) + " hours for the corpus"));
    return new Account(
        labeler, rows.stream().map(LedgerTable::line).toList(), String.join(", ", sums));
  }

  private static Optional<BigDecimal> usd(List<CostRow> rows, String kind) {
    return rows.stream()
        .filter(r -> r.kind().equals(kind))
        .map(CostRow::usd)
        .reduce(BigDecimal::add);
  }

  private static Line line(CostRow row) {
    boolean hours = row.kind().equals("hours");
    return new Line(
        row.kind(),
        row.item(),
        Figures.quantity(row.quantity()),
        row.unit().replace('-', ' '),
        hours ? "" : Figures.unitPrice(row.unitPriceUsd()),
        hours ? "" : row.priceAsOf(),
        hours
            ? Cell.missing("time, which costs nothing by itself")
            : Cell.of(Figures.money(row.usd())),
        row.basis());
  }
}
