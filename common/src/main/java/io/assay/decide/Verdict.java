package io.assay.decide;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a run says in the end. */
public enum Verdict {
  @JsonProperty("recommended")
  RECOMMENDED,
  @JsonProperty("no-tool-meets-the-bar")
  NO_TOOL_MEETS_THE_BAR,
  @JsonProperty("not-enough-evidence")
  NOT_ENOUGH_EVIDENCE
}
