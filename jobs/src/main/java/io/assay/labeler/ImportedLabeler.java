package io.assay.labeler;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.config.LabelerSpec;
import io.assay.config.LlmPrice;
import io.assay.label.Status;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Labels made elsewhere and taken in by command {@code import}. */
public final class ImportedLabeler implements Labeler {
  /**
   * Keys of the task file.
   *
   * @param llm whether the labels are an LLM's answers: held against gold only, and fit to be the
   *     reference LLM; default false
   * @param complete whether the tool saw every post, so that those without a record are
   *     abstentions; default false: nothing is known of them
   * @param price of the tokens, where the imports have them and no dollars; null if unknown
   */
  public record Settings(
      @Default("false") boolean llm, @Default("false") boolean complete, @Nullable LlmPrice price)
      implements LabelerSettings {

    public Settings {
      if (llm && complete) {
        throw new IllegalArgumentException(
            "complete goes with other tools than LLMs: an LLM is scored on what it was asked");
      }
      if (price != null && (!llm || price.isCpu())) {
        throw new IllegalArgumentException(
            "price is that of an LLM's tokens; give dollars with ./assay import --usd-per-1000");
      }
    }

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
    Dataset<Row> labelled = GivenOutcomes.join(posts, column, application);
    return application.settings(Settings.class).complete()
        ? labelled.withColumn(column, coalesce(col(column), abstained()))
        : labelled;
  }

  private static Column abstained() {
    Column none = lit(null).cast(DataTypes.StringType);
    return struct(
        lit(Status.ABSTAINED.key()).as("status"),
        none.as("label"),
        lit(null).cast(DataTypes.DoubleType).as("confidence"),
        none.as("evidence"));
  }
}
