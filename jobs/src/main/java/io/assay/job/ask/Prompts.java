package io.assay.job.ask;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LabelerSpec;
import io.assay.io.answer.AnswerStore;
import io.assay.job.run.JobContext;
import io.assay.llm.prompt.LlmQuestion;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The requests as they would leave the house, redacted, for people to look at. */
public final class Prompts {
  private static final int MOST = 1_000;

  private Prompts() {}

  /** Refuses a number of prompts that cannot be. */
  public static void check(@Nullable Integer wanted) {
    if (wanted != null && (wanted < 1 || wanted > MOST)) {
      throw new AssayException(
          ExitCode.USAGE,
          "--show-prompts %d cannot be; it must be 1 to %,d".formatted(wanted, MOST));
    }
  }

  /** The first requests of each LLM labeler. */
  public static String text(JobContext context, int wanted) {
    StringJoiner lines = new StringJoiner("\n");
    List<LlmQuestion.Post> posts = AskInputs.posts(context);
    AnswerStore store = AskInputs.store(context);
    for (LabelerSpec labeler : context.task().labelers()) {
      if (labeler.asks()) {
        lines.add(
            "%s would send to %s:"
                .formatted(labeler.name(), AskInputs.endpoint(context.spec(), labeler).name()));
        AskInputs.labeling(context, store, labeler)
            .preview(AskInputs.question(context, labeler), posts, wanted)
            .forEach(lines::add);
      }
    }
    return lines.length() == 0
        ? "no labeler of this task asks an LLM: nothing would be sent"
        : lines.toString();
  }
}
