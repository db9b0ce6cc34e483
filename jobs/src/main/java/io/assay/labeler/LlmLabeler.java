package io.assay.labeler;

import io.assay.config.Default;
import io.assay.config.LabelerSettings;
import io.assay.config.Within;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * An LLM prompt, asked about the sampled posts in step {@code ask}; here its answers become
 * outcomes. Posts that it was not asked about have none.
 */
public final class LlmLabeler implements Labeler {
  /**
   * Keys of the task file.
   *
   * @param model names the endpoint {@code conf/llm/NAME.yaml}; default that of {@code
   *     conf/assay.yaml}
   * @param prompt file with the prompt and its slots
   * @param shots examples from part train in the prompt; default one a label
   * @param repeat how often the first posts of its sample are asked; default once
   * @param repeatPosts how many these are; default 50
   */
  public record Settings(
      @Default("''") String model,
      String prompt,
      @Default("-1") @Within(min = -1, max = 1_000) int shots,
      @Default("1") @Within(min = 1, max = 20) int repeat,
      @Default("50") @Within(min = 1, max = 10_000) int repeatPosts)
      implements LabelerSettings {
    @Override
    public boolean isLlm() {
      return true;
    }

    @Override
    public List<Path> files(Path folder) {
      return List.of(folder.resolve(prompt));
    }
  }

  @Override
  public String kind() {
    return "llm";
  }

  @Override
  public Class<Settings> settings() {
    return Settings.class;
  }

  @Override
  public String sentence() {
    return "an LLM prompt, asked about a sample";
  }

  @Override
  public Dataset<Row> label(Dataset<Row> posts, String column, Application application) {
    return GivenOutcomes.join(posts, column, application);
  }
}
