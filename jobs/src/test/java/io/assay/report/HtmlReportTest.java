package io.assay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  @Test
  void writesTheSamplePagesForAReader() throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "report-sample"));
    List<ReportModel> samples =
        List.of(
            SampleReport.withModelNote(
                "The default model could not be fetched; smollm2-135m answered instead."),
            SampleReport.notEnough(),
            SampleReport.empty());
    for (int i = 0; i < samples.size(); i++) {
      String page = HtmlReport.render(samples.get(i));
      Files.writeString(folder.resolve("report-" + i + ".html"), page);
      Files.writeString(
          folder.resolve("report-" + i + ".md"), MarkdownReport.render(samples.get(i)));
      assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    }
  }
}
