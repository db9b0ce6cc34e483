package io.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.assay.report.model.ReportModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {
  private static final Pattern SCRIPT =
      Pattern.compile("<script([^>]*)>(.*?)</script>", Pattern.DOTALL);
  private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)((?:\\s[^<>]*?)?)(/?)>");
  private static final Set<String> VOID = Set.of("meta", "br");

  static Stream<ReportModel> samples() {
    return Stream.of(
        SampleReport.withModelNote("The default model could not be fetched."),
        SampleReport.notEnough(),
        SampleReport.empty(),
        SampleReport.crowded());
  }

  /** For a person: open them in a browser after a change of the page. */
  @Test
  void writesTheSamplePages() throws IOException {
    Path folder =
        Files.createDirectories(Path.of(System.getProperty("java.io.tmpdir"), "report-sample"));
    List<ReportModel> models = samples().toList();
    for (int i = 0; i < models.size(); i++) {
      Path html = folder.resolve("report-" + i + ".html");
      Files.writeString(html, HtmlReport.render(models.get(i)));
      Files.writeString(
          folder.resolve("report-" + i + ".md"), MarkdownReport.render(models.get(i)));
      assertThat(html).isNotEmptyFile();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyElementIsClosed(ReportModel model) {
    String page = withoutScripts(HtmlReport.render(model));
    Deque<String> open = new ArrayDeque<>();
    Matcher tag = TAG.matcher(page.substring(page.indexOf("</style>") + "</style>".length()));
    open.push("html");
    open.push("head");
    while (tag.find()) {
      if (!tag.group(1).isEmpty()) {
        assertThat(open.pop()).as("open before %s", tag.group()).isEqualTo(tag.group(2));
      } else if (tag.group(4).isEmpty() && !VOID.contains(tag.group(2))) {
        open.push(tag.group(2));
      }
    }
    assertThat(open).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void onlyOurScriptsMayRunAndNothingIsFetched(ReportModel model) throws Exception {
    String page = HtmlReport.render(model);

    assertThat(page).contains("default-src 'none'");
    assertThat(withoutScripts(page)).doesNotContain(" src=", "<link", "@import", "url(", "://");
    for (String script : scripts(page)) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      assertThat(page).contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
    }
    assertThat(scripts(page)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "</style></title><img src=x onerror=alert(1)>",
        "<!-- <script>",
        "\" onmouseover=\"alert(1)",
        "' onfocus='alert(1)",
        "&lt;b&gt; & \u2028 {{task}}"
      })
  void textFromOutsideStaysText(String poison) throws IOException {
    String page = HtmlReport.render(SampleReport.poisoned(poison));
    String benign = HtmlReport.render(SampleReport.poisoned("harmless"));

    assertThat(tags(page)).isEqualTo(tags(benign));
    assertThat(scripts(page)).isEqualTo(scripts(benign));
    assertThat(data(page).at("/points/0/name").asText()).isEqualTo(poison);
  }

  @Test
  void theVerdictComesFirstAndTheModelNoteFirstInIt() {
    String note = "The default model could not be fetched; smollm2-135m answered instead.";
    String page = HtmlReport.render(SampleReport.withModelNote(note));

    assertThat(page.indexOf("<p class=\"lead\">" + note + " Use logistic"))
        .isPositive()
        .isLessThan(page.indexOf("id=\"picture\""));
  }

  @Test
  void theSameModelGivesTheSameBytes() {
    assertThat(HtmlReport.render(SampleReport.recommended()))
        .isEqualTo(HtmlReport.render(SampleReport.recommended()));
  }

  @Test
  void withoutNumbersThePageStillSaysSo() {
    String page = withoutScripts(HtmlReport.render(SampleReport.empty()));

    assertThat(page)
        .contains("There is nothing to draw")
        .contains("No LLM was asked in this run")
        .contains("Nothing was priced")
        .doesNotContain("id=\"chart\"", "null", "NaN");
  }

  private static String withoutScripts(String page) {
    return SCRIPT.matcher(page).replaceAll("");
  }

  /** Every tag with the names of its attributes: what markup a browser would see. */
  private static List<String> tags(String page) {
    List<String> tags = new ArrayList<>();
    Matcher tag = Pattern.compile("<[!/a-zA-Z][^>]*>").matcher(withoutScripts(page));
    while (tag.find()) {
      tags.add(tag.group().replaceAll("\"[^\"]*\"", "\"\""));
    }
    return tags;
  }

  private static List<String> scripts(String page) {
    return SCRIPT
        .matcher(page)
        .results()
        .filter(script -> script.group(1).isEmpty())
        .map(script -> script.group(2))
        .toList();
  }

  private static JsonNode data(String page) throws IOException {
    Matcher script = SCRIPT.matcher(page);
    while (script.find()) {
      if (script.group(1).contains("application/json")) {
        return new JsonMapper().readTree(script.group(2));
      }
    }
    throw new AssertionError("the page has no data");
  }
}
