package io.assay.report;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.assay.report.model.ReportModel;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The report as one page that opens from disk without network. */
public final class HtmlReport {
  private static final Template TEMPLATE =
      Mustache.compiler()
          .strictSections(true)
          .emptyStringIsFalse(true)
          .withLoader(name -> new StringReader(Resources.text(name + ".html")))
          .withEscaper(HtmlReport::escape)
          .compile(Resources.text("report.html"));

  private HtmlReport() {}

  /**
   * What the template sees.
   *
   * @param scriptHashes the scripts that the browser may run: it runs no other, wherever it comes
   *     from
   * @param data the chart's numbers
   */
  private record Content(
      ReportPage page,
      String style,
      String library,
      String script,
      String scriptHashes,
      String data) {}

  /** The whole page; the same bytes for the same model. */
  public static String render(ReportModel model) {
    ReportPage page = ReportPage.of(model);
    String library = Resources.text(Resources.CHART_LIBRARY);
    String script = Resources.text("report.js");
    return TEMPLATE.execute(
        new Content(
            page,
            Resources.text("report.css"),
            library,
            script,
            sourceHash(library) + " " + sourceHash(script),
            ScriptJson.of(page.chart())));
  }

  /** HTML's letters, and no line break between a number and its sign of percent. */
  private static String escape(String raw) {
    return Escapers.HTML.escape(raw).replace(" %", "&nbsp;%");
  }

  private static String sourceHash(String script) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
