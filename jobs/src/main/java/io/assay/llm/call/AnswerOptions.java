package io.assay.llm.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the model may answer.
 *
 * @param labels label to its descriptions, in the task's order
 * @param abstention the answer that means "none of these", null where the prompt offers none
 */
public record AnswerOptions(Map<String, List<String>> labels, @Nullable String abstention) {
  public AnswerOptions {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    if (abstention != null && labels.containsKey(abstention)) {
      throw new IllegalArgumentException(
          "the prompt's way to abstain, '" + abstention + "', is a label of the task");
    }
  }

  /** The labels in order, then the abstention. */
  public List<String> answers() {
    List<String> answers = new ArrayList<>(labels.keySet());
    if (abstention != null) {
      answers.add(abstention);
    }
    return answers;
  }

  /** The label's descriptions as one text; empty where there is none. */
  public String description(String answer) {
    return answer.equals(abstention)
        ? "when none of these fits"
        : String.join("; ", labels.getOrDefault(answer, List.of()));
  }
}
