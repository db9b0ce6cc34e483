package io.assay.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.length;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LabelerSpec;
import io.assay.labeler.LlmLabeler;
import io.assay.llm.PromptTemplate;
import io.assay.llm.Shot;
import io.assay.post.TextKey;
import io.assay.sample.Part;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * No gold post of the frame stands in a prompt, neither as a drawn example nor written into its
 * file by hand: an LLM that was shown the answer is not scored on it.
 */
final class PromptLeakCheck {
  /** Shorter posts, such as "so funny", may stand in any prompt by chance. */
  private static final int FEWEST_LETTERS = 20;

  private static final int SHOWN = 20;

  private PromptLeakCheck() {}

  /**
   * Looks for the letters of scored posts in the prompts of the task's LLMs.
   *
   * @throws AssayException {@link ExitCode#CHECK} with the prompt and the ids
   */
  static void refuseShown(JobContext context) {
    List<LabelerSpec> llms = context.task().labelers().stream().filter(LabelerSpec::asks).toList();
    if (llms.isEmpty()) {
      return;
    }
    List<Row> scored =
        LeakCheck.labelled(context)
            .filter(col("part").equalTo(Part.TEST.key()))
            .filter(length(col("letters")).geq(FEWEST_LETTERS))
            .select("post_id", "letters")
            .orderBy("post_id")
            .collectAsList();
    for (LabelerSpec llm : llms) {
      String shown = shown(context, llm);
      List<String> ids =
          scored.stream()
              .filter(post -> shown.contains(post.getString(1)))
              .map(post -> post.getString(0))
              .toList();
      if (!ids.isEmpty()) {
        throw new AssayException(ExitCode.CHECK, message(llm, ids));
      }
    }
  }

  /** The letters of everything that the prompt holds whatever the post. */
  private static String shown(JobContext context, LabelerSpec llm) {
    LlmLabeler.Settings settings = (LlmLabeler.Settings) llm.settings();
    PromptTemplate template = PromptTemplate.load(context.task().resolve(settings.prompt()));
    Stream<String> shots = FewShots.of(context, settings.shots()).stream().map(Shot::text);
    return Stream.concat(Stream.of(template.text()), shots)
        .map(TextKey::nearDuplicateKey)
        .collect(Collectors.joining("\n"));
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
