package io.assay.report.table;

import io.assay.report.model.Example;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Posts that labelers got wrong, one entry a post, in the order given. */
public record WrongItems(List<Item> items) {

  /** One post, its gold label and what was said instead. */
  public record Item(String postId, String text, String gold, List<Said> answers) {}

  /**
   * One wrong answer.
   *
   * @param label what it said, or that it gave no label
   * @param evidence null when it gave no reason
   */
  public record Said(String labeler, String label, @Nullable String evidence) {}

  /** One item a post; a post has several examples, one a labeler that was wrong. */
  public static WrongItems of(List<Example> examples) {
    Map<String, List<Example>> byPost =
        examples.stream()
            .collect(
                Collectors.groupingBy(Example::postId, LinkedHashMap::new, Collectors.toList()));
    return new WrongItems(byPost.values().stream().map(WrongItems::item).toList());
  }

  /** Whether there is anything to show. */
  boolean any() {
    return !items.isEmpty();
  }

  private static Item item(List<Example> ofPost) {
    Example first = ofPost.get(0);
    return new Item(
        first.postId(), first.text(), first.gold(), ofPost.stream().map(WrongItems::said).toList());
  }

  private static Said said(Example example) {
    String predicted = example.predicted();
    return new Said(
        example.labeler(), predicted == null ? "no label" : predicted, example.evidence());
  }
}
