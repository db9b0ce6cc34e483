package io.assay.eval;

import io.assay.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is measured of one labeler. */
final class EvaluationRows {
  static final String ALL = "all";
  static final String GOLD = "gold";
  static final String LLM = "llm";
  static final String GOLD_AND_LLM = "gold+llm";

  private final String labeler;
  private final List<EvaluationRow> rows = new ArrayList<>();

  EvaluationRows(String labeler) {
    this.labeler = labeler;
  }

  /** A quantity that has one estimate, which therefore is the one to show. */
  void add(String reference, String metric, String slice, Estimate estimate) {
    add(reference, metric, slice, estimate, true);
  }

  void add(String reference, String metric, String slice, Estimate e, boolean primary) {
    rows.add(
        new EvaluationRow(
            labeler,
            reference,
            metric,
            slice,
            e.method(),
            orNull(e.value()),
            orNull(e.lower()),
            orNull(e.upper()),
            e.level(),
            e.n(),
            e.nEffective() == e.n() ? null : orNull(e.nEffective()),
            primary,
            e.warnings()));
  }

  List<EvaluationRow> list() {
    return List.copyOf(rows);
  }

  private static @Nullable Double orNull(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
