package io.assay.eval;

import io.assay.label.Status;
import io.assay.sample.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Count tables by hand, one call a row. */
final class Counts {
  private final List<Count> rows = new ArrayList<>();
  private final String labeler;
  private Part part = Part.TEST;
  private String stratum = "";
  private double weight = 1;

  Counts(String labeler) {
    this.labeler = labeler;
  }

  Counts in(Part next) {
    part = next;
    return this;
  }

  Counts stratum(String next) {
    stratum = next;
    return this;
  }

  /** How many posts of the frame each of the next posts stands for. */
  Counts weight(double next) {
    weight = next;
    return this;
  }

  /** Posts that got a label. */
  Counts labelled(
      @Nullable String gold,
      @Nullable String llm,
      String predicted,
      @Nullable Integer bin,
      long n) {
    return add(null, gold, llm, predicted, null, Status.LABELLED.key(), bin, n);
  }

  /** Posts that got none. */
  Counts unlabelled(@Nullable String gold, @Nullable String llm, Status status, long n) {
    return add(null, gold, llm, null, null, status.key(), null, n);
  }

  /** Posts with gold that two labelers were scored on; null for no label. */
  Counts pair(String other, String gold, @Nullable String a, @Nullable String b, long n) {
    return add(other, gold, null, a, b, "labelled|labelled", null, n);
  }

  CountTable table() {
    return new CountTable(rows);
  }

  private Counts add(
      @Nullable String other,
      @Nullable String gold,
      @Nullable String llm,
      @Nullable String a,
      @Nullable String b,
      String status,
      @Nullable Integer bin,
      long n) {
    rows.add(
        new Count(
            labeler,
            other,
            part.key(),
            stratum,
            gold,
            llm,
            a,
            b,
            status,
            bin,
            n,
            weight * n,
            weight * weight * n));
    return this;
  }
}
