package io.assay.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What one labeler costs, in dollars and hours. It keeps quantities with their prices, so that a
 * stored ledger can be totalled for another corpus and under other prices.
 *
 * @param rows {@link CostKind#FIXED} and {@link CostKind#MARGINAL} ones of one labeler
 */
public record Ledger(String labeler, List<CostRow> rows) {
  private static final BigDecimal POSTS_A_ROW = BigDecimal.valueOf(1000);

  /** Decimals of unit prices and products, as in table {@code costs}. */
  static final int SCALE = 12;

  /** The item of embedding posts, which all labelers that need it share. */
  public static final String EMBED = "embed";

  /** Takes stored rows; those of kind {@code hours} follow from the others and are dropped. */
  public Ledger {
    rows = rows.stream().filter(row -> !row.kind().equals(CostKind.HOURS.key())).toList();
  }

  /** An empty ledger to be filled. */
  public static LedgerBuilder of(String labeler, Prices prices) {
    return new LedgerBuilder(labeler, prices);
  }

  /**
   * The ledger of a labeler that needs all that these are for. What several of them share is paid
   * once: embedded posts, and training labels by people, of which the largest number counts. Where
   * the price of a part is not known, no marginal cost is, as half of a price is none.
   *
   * @param parts that of the labeler itself, if it has costs of its own, and those it uses
   */
  public static Ledger together(String labeler, List<Ledger> parts) {
    boolean priced = parts.stream().allMatch(Ledger::isPriced);
    Map<Object, CostRow> shared = new LinkedHashMap<>();
    for (Ledger part : parts) {
      for (CostRow row : part.rows) {
        boolean counts = priced || row.kind().equals(CostKind.FIXED.key());
        if (counts && row.quantity() > 0) {
          Object key = row.isShared() ? row.item() : shared.size();
          shared.merge(key, row.shareOf(labeler, 1), CostRow::larger);
        }
      }
    }
    return new Ledger(labeler, List.copyOf(shared.values()));
  }

  /**
   * The same for a labeler that gets a share of the posts: fixed costs whole, marginal ones in
   * part.
   *
   * @param share 0 to 1
   */
  public Ledger forShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share " + share + " is not within 0 and 1");
    }
    return new Ledger(
        labeler,
        rows.stream()
            .map(row -> row.kind().equals(CostKind.FIXED.key()) ? row : row.shareOf(labeler, share))
            .toList());
  }

  /**
   * Whether it is known what a post costs. A tool that has labelled none, or whose price nobody
   * stated, has no such row; waiting for its calls is no price.
   */
  public boolean isPriced() {
    return of(CostKind.MARGINAL).anyMatch(row -> !row.unit().equals(Unit.CALL_HOURS.key()));
  }

  /** Whether it is known how long a post takes: of labels made elsewhere it is not. */
  public boolean isTimed() {
    return of(CostKind.MARGINAL).anyMatch(row -> Unit.of(row.unit()).takesTime())
        && of(CostKind.MARGINAL).noneMatch(row -> row.unit().equals(Unit.IMPORTED_LABELS.key()));
  }

  /** Dollars paid once: effort, training labels, training compute. */
  public BigDecimal fixedUsd() {
    return usd(CostKind.FIXED);
  }

  /** Dollars for 1,000 posts more. */
  public BigDecimal marginalUsdPer1000() {
    return usd(CostKind.MARGINAL);
  }

  /** Dollars for a corpus: fixed and marginal together. */
  public BigDecimal usdFor(long posts) {
    return fixedUsd()
        .add(
            marginalUsdPer1000()
                .multiply(BigDecimal.valueOf(posts))
                .divide(POSTS_A_ROW, SCALE, RoundingMode.HALF_UP));
  }

  /**
   * Hours by the clock to label a corpus: Spark's work shared by the cores, then the calls at their
   * measured rate.
   *
   * @param cores at least 1
   */
  public double hoursFor(long posts, int cores) {
    if (cores < 1) {
      throw new IllegalArgumentException("cores must be at least 1, not " + cores);
    }
    double per1000 = marginal(Unit.CORE_HOURS) / cores + marginal(Unit.CALL_HOURS);
    return per1000 * posts / 1000;
  }

  /** All rows to be stored, with the hours for a corpus as the last. */
  public List<CostRow> rowsFor(long posts, int cores, LocalDate asOf) {
    CostRow hours =
        CostRow.priced(
            labeler,
            CostKind.HOURS,
            "corpus",
            hoursFor(posts, cores),
            Unit.HOURS,
            BigDecimal.ZERO,
            asOf.toString(),
            rows.stream().anyMatch(Ledger::isMeasured) ? Basis.MEASURED : Basis.STORED);
    return Stream.concat(rows.stream(), Stream.of(hours)).toList();
  }

  /** The same quantities at other prices. */
  public Ledger at(Prices prices) {
    return new Ledger(
        labeler, rows.stream().map(row -> LedgerBuilder.repriced(row, prices)).toList());
  }

  private BigDecimal usd(CostKind kind) {
    return of(kind).map(CostRow::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private double marginal(Unit unit) {
    return of(CostKind.MARGINAL)
        .filter(row -> row.unit().equals(unit.key()))
        .mapToDouble(CostRow::quantity)
        .sum();
  }

  private Stream<CostRow> of(CostKind kind) {
    return rows.stream().filter(row -> row.kind().equals(kind.key()));
  }

  private static boolean isMeasured(CostRow row) {
    return row.kind().equals(CostKind.MARGINAL.key()) && row.basis().equals(Basis.MEASURED.key());
  }
}
