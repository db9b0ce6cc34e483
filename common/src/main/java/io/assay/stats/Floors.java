package io.assay.stats;

/** The least data at which Assay says something. */
public final class Floors {
  /** Gold labels below which there is no interval and no verdict. */
  public static final long GOLD_FOR_INTERVAL = 15;

  /** Gold labels below which a statement is exploratory. */
  public static final long GOLD_FOR_FIRM_STATEMENT = 30;

  /** Gold labels that a stratum needs for a variance. */
  public static final long GOLD_PER_STRATUM = 2;

  /** Gold labels wanted in each cell of a post-stratified estimate. */
  public static final long GOLD_PER_CELL = 5;

  /** Cells that a post-stratified estimate may have. */
  public static final int CELLS = 8;

  /** Gold labels of a class below which its F1 has no delta-method interval. */
  public static final long GOLD_PER_CLASS = 10;

  /** Clusters below which clustered standard errors give way to the cluster bootstrap. */
  public static final long CLUSTERS = 40;

  /** Discordant pairs below which McNemar's χ² gives way to the exact tests. */
  public static final long DISCORDANT_PAIRS = 25;

  /** Posts below which isotonic calibration gives way to Platt or temperature scaling. */
  public static final long POSTS_FOR_ISOTONIC = 1000;

  private Floors() {}
}
