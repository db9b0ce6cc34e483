package io.assay.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Kinds of labelers for tests: the task file knows no kind by itself. */
final class TestLabelers {
  static final LabelerKinds KINDS =
      LabelerKinds.of(
          Map.of(
              "rules", Rules.class,
              "knn", Knn.class,
              "prototype", Prototype.class,
              "llm", Llm.class,
              "cascade", Cascade.class));

  private TestLabelers() {}

  record Rules(String rules, @Default("[]") List<String> only) implements LabelerSettings {
    @Override
    public List<Path> files(Path folder) {
      return List.of(folder.resolve(rules));
    }

    @Override
    public void check(TaskContext task, KeyProblem problem) {
      List<String> foreign = new ArrayList<>(only);
      foreign.removeAll(task.labels());
      foreign.forEach(
          label -> problem.at("only", label + " is no label; " + Hint.of(label, task.labels())));
    }
  }

  record Knn(
      @Default("15") @Within(min = 1, max = 1000) int k, @Default("cosine") Distance distance)
      implements LabelerSettings {
    @Override
    public boolean needsEmbedding() {
      return true;
    }
  }

  enum Distance {
    COSINE,
    EUCLIDEAN
  }

  record Prototype() implements LabelerSettings {}

  record Llm(String model, @Nullable Integer shots) implements LabelerSettings {
    @Override
    public boolean isLlm() {
      return true;
    }
  }

  record Cascade(List<String> stages, @Nullable Guarantee guarantee) implements LabelerSettings {
    @Override
    public List<String> refersTo() {
      return stages;
    }
  }

  record Guarantee(
      @Within(min = 0, max = 1) double accuracy,
      @Default("0.05") @Within(min = 0, max = 1) double delta)
      implements java.io.Serializable {}
}
