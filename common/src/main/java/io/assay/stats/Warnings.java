package io.assay.stats;

/** The short codes that estimates carry. */
public final class Warnings {
  /** No data at all. */
  public static final String NO_DATA = "no-data";

  /** 0/0, for example the F1 of a label that is neither in gold nor predicted. */
  public static final String UNDEFINED = "undefined";

  /** Fewer gold labels than any interval needs. */
  public static final String TOO_FEW_GOLD = "too-few-gold";

  /** Enough gold for an interval, too little for a firm statement. */
  public static final String EXPLORATORY = "exploratory";

  /** Nearly all weight lies in one cell: the Wilson interval leads. */
  public static final String ONE_HEAVY_CELL = "one-heavy-cell";

  /** More cells than a post-stratified estimate should have. */
  public static final String MANY_CELLS = "many-cells";

  /** Some cell holds fewer gold labels than wanted. */
  public static final String THIN_CELL = "thin-cell";

  /** Some stratum has too few gold labels for its variance. */
  public static final String THIN_STRATUM = "thin-stratum";

  /** No error was seen, so the usual variance is 0; a fallback was used. */
  public static final String ZERO_VARIANCE = "zero-variance";

  /** Some labels are left out of a mean over labels, as their value is undefined. */
  public static final String LABELS_LEFT_OUT = "labels-left-out";

  /** Some class has too little gold for the delta method. */
  public static final String THIN_CLASS = "thin-class";

  /** Too few clusters for a clustered standard error. */
  public static final String FEW_CLUSTERS = "few-clusters";

  /** The judge tells right from wrong hardly better than chance. */
  public static final String USELESS_JUDGE = "useless-judge";

  /** The estimate was outside its range and was cut. */
  public static final String CLIPPED = "clipped";

  private Warnings() {}
}
