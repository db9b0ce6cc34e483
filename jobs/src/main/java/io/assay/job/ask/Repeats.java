package io.assay.job.ask;

import io.assay.config.ExitCode;
import io.assay.cost.Budget;
import io.assay.labeler.LlmLabeler;
import io.assay.llm.AskProgress;
import io.assay.llm.AskSummary;
import io.assay.llm.LlmLabeling;
import io.assay.llm.LlmResult;
import io.assay.llm.answer.LlmLabel;
import io.assay.llm.prompt.LlmQuestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * The first posts of an LLM's sample asked again, to see how often the same prompt contradicts
 * itself. They come after everything else: what is scored is worth more.
 */
public record Repeats(LlmLabeling labeling, LlmQuestion question, LlmLabeler.Settings settings) {

  /**
   * Rows of table {@code llm_repeats}, the first asking among them; none where nothing is repeated
   * or the first asking was stopped.
   *
   * @param posts of the sample in the order of asking
   * @param stopped takes what stopped asking, if anything did
   */
  List<Row> ask(
      List<LlmQuestion.Post> posts,
      LlmResult first,
      Budget budget,
      AskProgress progress,
      Consumer<AskSummary> stopped) {
    List<Row> rows = new ArrayList<>();
    if (settings.repeat() == 1 || isStopped(first)) {
      return rows;
    }
    List<LlmQuestion.Post> some = asked(posts, settings);
    Set<String> ids = some.stream().map(LlmQuestion.Post::postId).collect(Collectors.toSet());
    first.labels().stream()
        .filter(label -> ids.contains(label.postId()))
        .forEach(label -> rows.add(row(label, 0)));
    for (int repeat = 1; repeat < settings.repeat(); repeat++) {
      LlmResult again = labeling.ask(question, some, repeat, budget, progress);
      for (LlmLabel label : again.labels()) {
        rows.add(row(label, repeat));
      }
      if (isStopped(again)) {
        stopped.accept(again.summary());
        break;
      }
    }
    return rows;
  }

  /** The posts that are asked again. */
  public static List<LlmQuestion.Post> asked(
      List<LlmQuestion.Post> posts, LlmLabeler.Settings settings) {
    return posts.subList(0, Math.min(settings.repeatPosts(), posts.size()));
  }

  private static boolean isStopped(LlmResult result) {
    return result.summary().stop().exitCode() != ExitCode.OK;
  }

  private static Row row(LlmLabel label, int repeat) {
    return RowFactory.create(
        label.postId(), label.labeler(), repeat, label.status().key(), label.label());
  }
}
