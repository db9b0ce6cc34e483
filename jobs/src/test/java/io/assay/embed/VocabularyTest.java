package io.assay.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  @Test
  void frequentWordsComeFirst() {
    List<String> words = Vocabulary.words(TestModels.int8());
    assertThat(words).hasSizeBetween(15_000, 25_000).doesNotHaveDuplicates();
    assertThat(words.indexOf("the")).isBetween(0, words.indexOf("funny"));
    assertThat(words.indexOf("funny")).isLessThan(words.indexOf("hilarious"));
    assertThat(words).noneMatch(word -> word.startsWith("#") || word.startsWith("["));
  }
}
