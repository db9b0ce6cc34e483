package io.assay.report;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.assay.report.model.ReportModel;
import java.io.StringReader;
import java.util.regex.Pattern;

/** The report as Markdown with GitHub's tables, readable as it is. */
public final class MarkdownReport {
  private static final Template TEMPLATE =
      Mustache.compiler()
          .strictSections(true)
          .emptyStringIsFalse(true)
          .withLoader(name -> new StringReader(Resources.text(name + ".md")))
          .withEscaper(MarkdownReport::escape)
          .compile(Resources.text("report.md"));

  private static final Pattern LINE_ENDS = Pattern.compile("[\\p{Cntrl}\u2028\u2029]+");

  /** An underscore within a word marks nothing, and so names stay readable. */
  private static final Pattern MARKS =
      Pattern.compile("[\\\\`*\\[\\]|~#]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|:(?=//)");

  private MarkdownReport() {}

  /** The whole text; the same bytes for the same model. */
  public static String render(ReportModel model) {
    return TEMPLATE.execute(ReportPage.of(model));
  }

  private static String escape(String raw) {
    String oneLine = LINE_ENDS.matcher(raw).replaceAll(" ");
    return MARKS
        .matcher(oneLine)
        .replaceAll("\\\\$0")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
