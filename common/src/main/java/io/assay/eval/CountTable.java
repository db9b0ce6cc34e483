package io.assay.eval;

import io.assay.sample.Part;
import io.assay.stats.comparison.PairedComparison;
import java.util.List;
import java.util.function.Predicate;

/** Counted posts and ways to look at them. All statistics start here, none at a post. */
public record CountTable(List<Count> rows) {

  public CountTable {
    rows = List.copyOf(rows);
  }

  /** One labeler by itself. */
  public CountTable of(String labeler) {
    return where(c -> c.labelerB() == null && c.labeler().equals(labeler));
  }

  /** Two labelers on the posts that both were scored on. */
  public CountTable pair(String a, String b) {
    return where(c -> b.equals(c.labelerB()) && c.labeler().equals(a));
  }

  /** Which of two labelers is right on the gold of the frame that both were scored on. */
  public PairedComparison compared(String a, String b) {
    CountTable shared = pair(a, b).in(Part.TEST).withGold();
    if (shared.rows.isEmpty() && !pair(b, a).rows.isEmpty()) {
      return compared(b, a).swapped();
    }
    return PairedComparison.of(
        shared.n(c -> c.right() && c.rightB()),
        shared.n(c -> c.right() && !c.rightB()),
        shared.n(c -> !c.right() && c.rightB()),
        shared.n(c -> !c.right() && !c.rightB()));
  }

  /** The posts of a part. */
  public CountTable in(Part part) {
    return where(c -> c.part().equals(part.key()));
  }

  /** The posts with a label by people. */
  public CountTable withGold() {
    return where(c -> c.gold() != null);
  }

  /** The posts with a label by the reference LLM. */
  public CountTable withLlm() {
    return where(c -> c.llm() != null);
  }

  /** The rows that a condition holds for. */
  public CountTable where(Predicate<Count> condition) {
    return new CountTable(rows.stream().filter(condition).toList());
  }

  /** Posts in all. */
  public long n() {
    return rows.stream().mapToLong(Count::n).sum();
  }

  /** Sum of the weights 1/π. */
  public double sumW() {
    return rows.stream().mapToDouble(Count::sumW).sum();
  }

  /** Sum of the squared weights. */
  public double sumW2() {
    return rows.stream().mapToDouble(Count::sumW2).sum();
  }

  /** Posts that a condition holds for. */
  public long n(Predicate<Count> condition) {
    return where(condition).n();
  }
}
