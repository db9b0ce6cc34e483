package io.assay.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.twitter.twittertext.Extractor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HashtagsTest {

  record Case(String text, List<String> tags, String why) {
    static Case of(CSVRecord row) {
      List<String> tags =
          Arrays.stream(row.get("tags").split(" ")).filter(s -> !s.isEmpty()).toList();
      return new Case(row.get("text"), tags, row.get("why"));
    }
  }

  static Stream<Case> cases() throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader reader =
            new InputStreamReader(
                Objects.requireNonNull(HashtagsTest.class.getResourceAsStream("hashtags.csv")),
                StandardCharsets.UTF_8);
        CSVParser parser = format.parse(reader)) {
      return parser.stream().map(Case::of).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void findsTheTagsOfTheTable(Case expected) {
    assertThat(Hashtags.extract(expected.text()))
        .as(expected.why())
        .extracting(Hashtag::tag)
        .isEqualTo(expected.tags())
        .isEqualTo(new Extractor().extractHashtags(expected.text()));
  }

  @Test
  void givesThePositionOfTheSign() {
    assertThat(Hashtags.extract("😂 #a ＃Ｂ"))
        .containsExactly(new Hashtag(3, "a", "a"), new Hashtag(6, "Ｂ", "b"));
  }

  @Test
  void theKeyIsTheSameForWidthCaseAndComposition() {
    assertThat(Hashtags.extract("#CAFÉ #café #Cafe\u0301 #ＣＡＦÉ"))
        .extracting(Hashtag::key)
        .containsOnly("café");
    assertThat(HashtagKey.of("TITLE")).isEqualTo("title");
  }

  @Test
  void findsTheUrlsThatTheRulesDo() {
    assertThat(Urls.find("see x.com/a?b, http://localhost:80/y! and www.a.org."))
        .extracting(
            span ->
                "see x.com/a?b, http://localhost:80/y! and www.a.org."
                    .substring(span.start(), span.end()))
        .containsExactly("x.com/a?b", "http://localhost:80/y", "www.a.org");
  }

  @Test
  void staysLinearOnTextsThatAreMadeToHurt() {
    for (String piece :
        List.of("#a.", "a-", "a_b.", "a.b/?", "#a/", "a.co/((#a", "http://a", "#a://", "é.")) {
      String text = piece.repeat(300_000 / piece.length()) + "a.b/#x";
      Assertions.assertTimeout(Duration.ofSeconds(5), () -> Hashtags.extract(text), piece);
    }
  }
}
