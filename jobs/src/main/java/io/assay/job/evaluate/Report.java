package io.assay.job.evaluate;

import io.assay.job.run.JobContext;
import io.assay.job.run.RunSpec;
import io.assay.job.run.Step;
import io.assay.job.run.StepJob;
import io.assay.report.HtmlReport;
import io.assay.report.MarkdownReport;
import io.assay.report.model.ReportModel;
import java.util.Map;
import picocli.CommandLine.Command;

/** Input {@code decision.json} and stored tables; output {@code report.html}, {@code report.md}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Writes report.html and report.md from the stored tables.")
public final class Report extends StepJob {
  static final String HTML = "report.html";

  private static final String MARKDOWN = "report.md";

  public Report() {
    super(Step.REPORT);
  }

  @Override
  protected Map<String, Object> inputs(RunSpec spec) {
    return Map.of("labels", spec.task().labels());
  }

  @Override
  public void run(JobContext context) {
    ReportModel model = new ReportTables(context).model();
    context.write(HTML, HtmlReport.render(model));
    context.write(MARKDOWN, MarkdownReport.render(model));
  }
}
