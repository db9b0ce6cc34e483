package io.assay.labeler;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.config.LabelerSpec;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Labels made elsewhere and taken in by command {@code import}; other posts have no outcome. */
final class ImportedLabeler implements Labeler {
  /**
   * Keys of the task file.
   *
   * @param llm whether the labels are an LLM's answers: held against gold only, and fit to be the
   *     reference LLM; default false
   */
  record Settings(@Default("false") boolean llm) implements LabelerSettings {
    @Override
    public boolean isLlm() {
      return llm;
    }
  }

  @Override
  public String kind() {
    return LabelerSpec.IMPORTED;
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "labels made elsewhere";
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    return GivenLabels.join(posts, column, application);
  }
}
