package io.assay.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.config.AssayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegexRulesTest {
  private static final List<String> LABELS = List.of("funny", "cute", "sad");
  private static final String RULES =
      """
      # laughter before babies
      - {name: laugh, label: funny, pattern: '(?i)\\b(l+o+l+|ha(ha)+)\\b'}
      - name: baby
        label: cute
        pattern: baby|kitten|🐱
      - {name: smile, label: funny, pattern: ':-?\\)'}
      """;

  @TempDir private Path folder;

  @Test
  void allMatchingRulesAreNamedWhicheverDecides() throws IOException {
    RuleSet rules = RegexRules.read(Files.writeString(folder.resolve("r.yaml"), RULES), LABELS);
    assertThat(rules.matching("haha kitten :)", List.of()))
        .containsExactly(
            new RuleSet.Named("laugh", "funny"),
            new RuleSet.Named("baby", "cute"),
            new RuleSet.Named("smile", "funny"))
        .isEqualTo(rules.rules());
    assertThat(rules.matching("nothing", List.of("lol"))).isEmpty();
    assertThat(rules.readsHashtags()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "nothing         | -     | no pattern",
        "''              | -     | no pattern",
        "LOOOL ok        | funny | laugh",
        "lolly           | -     | no pattern",
        "a baby          | cute  | baby",
        "haha a baby     | funny | laugh; against it baby for cute",
        "a baby :)       | cute  | baby; against it smile for funny",
        "lol :)          | funny | laugh",
        "my 🐱           | cute  | baby"
      })
  void theFirstThatIsFoundWins(String text, String label, String why) throws IOException {
    Outcome outcome = RegexRules.read(file(RULES), LABELS).label(text);
    assertThat(outcome.label()).isEqualTo(label);
    assertThat(outcome.evidence()).isEqualTo(why);
    assertThat(outcome.confidence()).isNull();
  }

  @Test
  void listsEveryProblemWithItsLine() throws IOException {
    Path yaml =
        file(
            """
            - {name: a, label: funy, pattern: x}
            - name: b
              label: cute
              pattern: '(x'
              patern: y
            - name: a
              label: sad
              pattern: '.*'
            - just text
            - {name: c, label: [cute]}
            - {name: '', label: cute, pattern: '(?=x)'}
            - {name: d, name: e, label: cute, pattern: z}
            """);
    assertThatThrownBy(() -> RegexRules.read(yaml, LABELS))
        .isInstanceOf(AssayException.class)
        .extracting(e -> String.valueOf(e.getMessage()).replace(yaml + ":", "").lines().toList())
        .isEqualTo(
            List.of(
                "1: 'funy' is no label of the task, did you mean 'funny'?",
                "5: unknown key 'patern', did you mean 'pattern'?",
                "4: '(x' is no RE2 pattern: missing closing )",
                "6: the name 'a' stands on line 1 already",
                "8: the pattern is found in an empty text, and so in every post",
                "9: must be a {name, label, pattern}",
                "10: 'label' must be a text",
                "10: the rule has no 'pattern'",
                "11: the name is empty",
                "11: '(?=' is no RE2 pattern: invalid or unsupported Perl syntax",
                "12: 'name' stands twice"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                 | :1: holds no rule",
        "'[]'               | :1: holds no rule",
        "'name: x'          | :1: must be a list",
        "'- {name: x\n- y'  | :2: is no YAML"
      })
  void refusesAFileThatHoldsNoRules(String content, String problem) throws IOException {
    Path yaml = file(content);
    assertThatThrownBy(() -> RegexRules.read(yaml, LABELS))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(yaml + problem);
  }

  @Test
  void aPatternThatWouldHurtAnotherEngineDoesNot() {
    RegexRules rules = new RegexRules(List.of(new RegexRules.Rule("n", "sad", "(a+)+$")));
    Assertions.assertTimeout(Duration.ofSeconds(5), () -> rules.label("a".repeat(20_000) + "b"));
  }

  @Test
  void worksInAnotherProcess() throws IOException, ClassNotFoundException {
    RegexRules rules = Copies.of(RegexRules.read(file(RULES), LABELS), RegexRules.class);
    assertThat(rules.label("lol").label()).isEqualTo("funny");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("patterns.yaml"), content);
  }
}
