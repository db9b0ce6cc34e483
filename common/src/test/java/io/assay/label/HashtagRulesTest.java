package io.assay.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.post.Hashtag;
import io.assay.post.Hashtags;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashtagRulesTest {
  private static final List<String> LABELS = List.of("funny", "cute", "sad");
  private static final String RULES =
      """
      hashtag,label,weight
      lol,funny,
      #haha*,funny,0.9
      *cat,cute,0.5
      *pup*,cute,0.8
      Kitten,cute,0.4
      ＡＷＷ,cute,
      awkward,funny,0.3
      awkward,sad,0.6
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "no tag            | -     | -    | no hashtag",
        "#monday           | -     | -    | no rule for its hashtags",
        "#LOL              | funny | -    | #lol",
        "#hahaha           | funny | 0.9  | #haha*",
        "#haha             | funny | 0.9  | #haha*",
        "#ahaha            | -     | -    | no rule for its hashtags",
        "#mycat            | cute  | 0.5  | #*cat",
        "#cats             | -     | -    | no rule for its hashtags",
        "#mypuppy          | cute  | 0.8  | #*pup*",
        "#kitten #kitten   | cute  | 0.4  | #kitten",
        "#aww              | cute  | -    | #aww",
        "#kitten #mypuppy  | cute  | 0.8  | #kitten, #*pup*",
        "#lol #kitten      | funny | -    | #lol; against it #kitten for cute",
        "#lol #aww         | funny | -    | #lol; against it #aww for cute",
        "#awkward          | sad   | 0.4  | #awkward; against it #awkward for funny",
        "#hahacat          | funny | 0.5786 | #haha*; against it #*cat for cute"
      })
  void labelsByTheLargestSum(String text, String label, Double confidence, String why)
      throws IOException {
    Outcome outcome = HashtagRules.read(file(RULES), LABELS).label(keys(text));
    assertThat(outcome.label()).isEqualTo(label);
    assertThat(outcome.status()).isEqualTo(label == null ? Status.ABSTAINED : Status.LABELLED);
    assertThat(outcome.evidence()).isEqualTo(why);
    if (confidence == null) {
      assertThat(outcome.confidence()).isNull();
    } else {
      assertThat(outcome.confidence())
          .isCloseTo(confidence, org.assertj.core.data.Offset.offset(1e-4));
    }
  }

  @Test
  void equalSumsGoToTheFirstLabelOfTheTask() throws IOException {
    Path csv = file("hashtag,label\nx,cute\ny,funny\n");
    assertThat(HashtagRules.read(csv, LABELS).label(List.of("x", "y")).label()).isEqualTo("funny");
    assertThat(HashtagRules.read(csv, List.of("cute", "funny")).label(List.of("x", "y")).label())
        .isEqualTo("cute");
  }

  @Test
  void listsEveryProblemWithItsLine() throws IOException {
    Path csv =
        file(
            """
            hashtag,label,weight
            lol,funy,
            #,funny,
            **,funny,
            so funny,funny,
            123,funny,
            lo*l,funny,
            ok,funny,2
            ok,cute,much
            ok,funny,0
            aww,cute
            #AWW,cute,0.5
            fine,sad,1
            """);
    assertThatThrownBy(() -> HashtagRules.read(csv, LABELS))
        .asInstanceOf(InstanceOfAssertFactories.type(AssayException.class))
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
        .extracting(e -> String.valueOf(e.getMessage()).replace(csv + ":", "").lines().toList())
        .isEqualTo(
            List.of(
                "2: 'funy' is no label of the task, did you mean 'funny'?",
                "3: the hashtag is empty",
                "4: the hashtag is empty",
                "5: 'so funny' is no hashtag: letters, digits, _ and a letter among them; * at its ends",
                "6: '123' is no hashtag: letters, digits, _ and a letter among them; * at its ends",
                "7: 'lo*l' is no hashtag: letters, digits, _ and a letter among them; * at its ends",
                "8: the weight '2' is not above 0 and up to 1",
                "9: the weight 'much' is not above 0 and up to 1",
                "10: the weight '0' is not above 0 and up to 1",
                "10: #ok for funny stands on line 8 already",
                "12: #aww for cute stands on line 11 already"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'tag,label'            | 1: unknown column 'tag'",
        "'hashtag,lable\nx,sad' | 1: unknown column 'lable', did you mean 'label'?",
        "'hashtag,label'        | 1: holds no rule",
        "''                     | 1: holds no rule",
        "'hashtag,label\n\"x'   | is no CSV file"
      })
  void refusesAFileThatHoldsNoRules(String content, String problem) throws IOException {
    Path csv = file(content);
    assertThatThrownBy(() -> HashtagRules.read(csv, LABELS))
        .isInstanceOf(AssayException.class)
        .hasMessageContaining(csv + ":")
        .hasMessageContaining(problem);
  }

  @Test
  void refusesAFileThatIsNotThereOrNoText() throws IOException {
    Path missing = folder.resolve("none.csv");
    assertThatThrownBy(() -> HashtagRules.read(missing, LABELS))
        .isInstanceOf(AssayException.class)
        .hasMessage(missing + ": there is no such file of rules");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, "hashtag,label\ncafé,cute\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> HashtagRules.read(latin, LABELS))
        .isInstanceOf(AssayException.class)
        .hasMessage(latin + ": is not UTF-8");
  }

  @Test
  void readsWhatSpreadsheetsWrite() throws IOException {
    Path csv = file("\ufeffhashtag , label\r\n\"lol\" , \"funny\"\r\n\r\n  aww,cute");
    HashtagRules rules = HashtagRules.read(csv, LABELS);
    assertThat(rules.label(List.of("lol")).label()).isEqualTo("funny");
    assertThat(rules.label(List.of("aww")).label()).isEqualTo("cute");
  }

  @Test
  void worksInAnotherProcess() throws IOException, ClassNotFoundException {
    HashtagRules rules = Copies.of(HashtagRules.read(file(RULES), LABELS), HashtagRules.class);
    assertThat(rules.label(List.of("lol")).label()).isEqualTo("funny");
  }

  @Test
  void allMatchingRulesAreNamedWhicheverDecides() throws IOException {
    Path csv = file("hashtag,label,weight\nlol,funny,\nlo*,cute,0.5\nrip,sad,\n");
    RuleSet rules = HashtagRules.read(csv, LABELS);
    RuleSet.Named lol = new RuleSet.Named("#lol", "funny");
    RuleSet.Named wildcard = new RuleSet.Named("#lo*", "cute");
    assertThat(rules.matching("", List.of("lol"))).containsExactly(lol, wildcard);
    assertThat(rules.rules()).containsExactly(lol, wildcard, new RuleSet.Named("#rip", "sad"));
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("rules.csv"), content);
  }

  private static List<String> keys(String text) {
    return Hashtags.extract(text).stream().map(Hashtag::key).toList();
  }
}
