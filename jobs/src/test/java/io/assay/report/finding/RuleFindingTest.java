package io.assay.report.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.assay.label.RuleCount;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleFindingTest {
  @Test
  void theRuleWithTheMostWrongPostsStandsFirstAndSuggestionsLast() {
    Finding finding =
        RuleFinding.of(
            List.of(
                rule("#never", RuleCount.WRITTEN, 0, 0),
                rule("#good", RuleCount.WRITTEN, 100, 97),
                rule("#maybe", RuleCount.SUGGESTED, 9, 8),
                rule("#bad", RuleCount.WRITTEN, 10, 4)));
    assertThat(finding.rows())
        .extracting(row -> row.others().get(0).text() + " " + row.others().get(5).text())
        .containsExactly("#bad 40.0 %", "#good 97.0 %", "#never \u2013", "#maybe 88.9 %");
    assertThat(finding.sentences().get(0)).contains("1 rule matches no post");
  }

  @Test
  void withoutRulesThereIsNothingToShow() {
    assertThat(RuleFinding.of(List.of()).any()).isFalse();
  }

  @Test
  void withoutLabelledPostsThereAreNoShares() {
    RuleCount rule = new RuleCount("t", "#lol", "funny", RuleCount.WRITTEN, 0, 0, 0, 0, 0);
    assertThat(RuleFinding.of(List.of(rule)).rows().get(0).others())
        .extracting(Finding.Value::text)
        .containsExactly("#lol", "funny", "written", "0", "\u2013", "\u2013", "0", "0");
  }

  private static RuleCount rule(String name, String origin, long posts, long right) {
    return new RuleCount("tags", name, "funny", origin, posts, right, 0, 0, 1000);
  }
}
