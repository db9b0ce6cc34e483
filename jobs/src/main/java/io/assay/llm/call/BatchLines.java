package io.assay.llm.call;

import io.assay.cost.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The requests of one batch, as lines of its file. */
public final class BatchLines {
  private static final int MOST_REQUESTS = 10_000;
  private static final int MOST_CHARS = 32 * 1024 * 1024;

  private final StringBuilder lines = new StringBuilder();
  private final List<String> hashes = new ArrayList<>();
  private Money worst = Money.ZERO;

  /** Whether providers would take no more in one file. */
  public boolean isFull() {
    return hashes.size() >= MOST_REQUESTS || lines.length() >= MOST_CHARS;
  }

  /**
   * Adds a call.
   *
   * @param hash that its answer is known by
   * @param worst that all calls together may cost then
   */
  public void add(String hash, String body, Money worst) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("custom_id", hash);
    line.put("method", "POST");
    line.put("url", "/v1/chat/completions");
    line.put("body", BatchClient.tree(body));
    lines.append(BatchClient.json(line)).append('\n');
    hashes.add(hash);
    this.worst = worst;
  }

  /** Hashes of the requests, in the order of their lines. */
  public List<String> hashes() {
    return hashes;
  }

  /** What the calls may cost at most. */
  public Money worst() {
    return worst;
  }

  /** The file, a request a line. */
  public String text() {
    return lines.toString();
  }
}
