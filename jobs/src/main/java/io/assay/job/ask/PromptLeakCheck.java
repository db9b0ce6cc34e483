package io.assay.job.ask;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LabelerSpec;
import io.assay.job.run.JobContext;
import io.assay.labeler.LlmLabeler;
import io.assay.llm.prompt.PromptTemplate;
import io.assay.post.TextKey;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * No gold post of the frame stands in the file of a prompt: an LLM that was shown the answer is not
 * scored on it. Examples that Assay draws are of part train, which {@link LeakCheck} compares.
 */
public final class PromptLeakCheck {
  /** Shorter posts, such as "so funny", may stand in any prompt by chance. */
  private static final int FEWEST_LETTERS = 20;

  private static final int SHOWN = 20;

  private PromptLeakCheck() {}

  /**
   * Looks for the letters of scored posts in the prompts of the task's LLMs.
   *
   * @param scored gold posts of the frame with their {@link LeakCheck#letters}
   * @throws AssayException {@link ExitCode#CHECK} with the prompt and the ids
   */
  public static void refuseShown(JobContext context, Dataset<Row> scored) {
    List<LabelerSpec> llms = context.task().labelers().stream().filter(LabelerSpec::asks).toList();
    if (llms.isEmpty()) {
      return;
    }
    List<Row> posts =
        scored
            .filter(length(col("letters")).geq(FEWEST_LETTERS))
            .select("post_id", "letters")
            .orderBy("post_id")
            .collectAsList();
    for (LabelerSpec llm : llms) {
      String shown = letters(context, llm);
      List<String> ids =
          posts.stream()
              .filter(post -> shown.contains(post.getString(1)))
              .map(post -> post.getString(0))
              .toList();
      if (!ids.isEmpty()) {
        throw new AssayException(ExitCode.CHECK, message(llm, ids));
      }
    }
  }

  private static String letters(JobContext context, LabelerSpec llm) {
    LlmLabeler.Settings settings = (LlmLabeler.Settings) llm.settings();
    String prompt = PromptTemplate.load(context.task().resolve(settings.prompt())).text();
    return TextKey.nearDuplicateKey(prompt);
  }

  private static String message(LabelerSpec llm, List<String> ids) {
    return String.format(
        Locale.ROOT,
        "the prompt of labeler %s holds posts that it would be scored on: %s%s. Use examples of part train in its place",
        llm.name(),
        ids.stream().limit(SHOWN).collect(Collectors.joining(" ")),
        ids.size() > SHOWN ? " …" : "");
  }
}
