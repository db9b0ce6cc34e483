package io.assay.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One labelling question, as its task file states it.
 *
 * @param name key {@code task}; a slug, since it names a folder
 * @param labels 2 to 200 names, each with none, one or several descriptions; the order breaks ties
 * @param bar what the task needs
 * @param corpusSize posts that the decision is priced for, null for the posts given
 * @param maxHours tools that need longer for the corpus are out, null for no limit
 * @param split shares of the parts; see {@link Split} for defaults
 * @param sample sizes of the samples; see {@link Sample} for defaults
 * @param budget what asking may cost; a task with an LLM must say so, else 0
 * @param embedder name of the text model; default {@code minilm-l6-v2-int8}
 * @param referenceLlm the LLM behind agreement; default the only LLM, null with none or several
 * @param labelers at least one; the order breaks ties
 * @param columns extra columns of the posts to keep; default none
 * @param slices those of {@code columns} by which to evaluate too; default none
 * @param labelHashtags hashtags that gold came from, removed from every text; default none
 * @param learningCurve whose learning curves to measure; default none
 * @param folder that of the task file, against which paths in it are resolved
 */
public record Task(
    @Matches(value = Matches.SLUG, words = Matches.SLUG_WORDS) @JsonProperty("task") String name,
    Map<String, List<String>> labels,
    Bar bar,
    @Within(min = 1) @Nullable Long corpusSize,
    @Within(min = 0.01) @Nullable Double maxHours,
    @Default("{}") Split split,
    @Default("{}") Sample sample,
    @Default("{usd: 0}") Budget budget,
    @Default("minilm-l6-v2-int8") String embedder,
    @Nullable String referenceLlm,
    List<LabelerSpec> labelers,
    @Default("[]") List<String> columns,
    @Default("[]") List<String> slices,
    @Default("[]") List<String> labelHashtags,
    @Default("{}") LearningCurve learningCurve,
    @Supplied @JsonIgnore String folder)
    implements Serializable {

  public Task {
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    labelers = List.copyOf(labelers);
    columns = List.copyOf(columns);
    slices = List.copyOf(slices);
    labelHashtags = List.copyOf(labelHashtags);
    referenceLlm = referenceLlm == null ? onlyLlm(labelers) : referenceLlm;
  }

  /** The labels in the file's order. */
  @JsonProperty("label_order")
  public List<String> labelNames() {
    return List.copyOf(labels.keySet());
  }

  /** A file that the task file names. */
  public Path resolve(String path) {
    return Path.of(folder).resolve(path);
  }

  /** The labeler of a name. */
  public Optional<LabelerSpec> labeler(String wanted) {
    return labelers.stream().filter(spec -> spec.name().equals(wanted)).findFirst();
  }

  /** The labelers, each after those that it refers to, else in the file's order. */
  public List<LabelerSpec> inOrder() {
    List<LabelerSpec> ordered = new ArrayList<>();
    labelers.forEach(spec -> addInOrder(spec, ordered));
    return ordered;
  }

  private void addInOrder(LabelerSpec spec, List<LabelerSpec> ordered) {
    if (!ordered.contains(spec)) {
      spec.settings().needs().forEach(name -> addInOrder(labeler(name).orElseThrow(), ordered));
      ordered.add(spec);
    }
  }

  /** Whether a labeler refers to another, directly or by others. */
  public boolean restsOn(LabelerSpec spec, String other) {
    return spec.settings().refersTo().stream()
        .anyMatch(name -> name.equals(other) || restsOn(labeler(name).orElseThrow(), other));
  }

  /** Whether a labeler cannot learn without another, directly or by others. */
  public boolean learnsWith(LabelerSpec spec, String other) {
    return spec.settings().needs().stream()
        .anyMatch(name -> name.equals(other) || learnsWith(labeler(name).orElseThrow(), other));
  }

  /** Names of the embedders that labelers need, each once. */
  public Set<String> embedders() {
    return labelers.stream()
        .flatMap(spec -> embedderOf(spec).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Name of the embedder whose vectors a labeler sees; empty if it needs none. */
  public Optional<String> embedderOf(LabelerSpec spec) {
    return spec.settings().needsEmbedding()
        ? Optional.of(spec.embedder() == null ? embedder : spec.embedder())
        : Optional.empty();
  }

  /**
   * The same task with other labelers, for example without LLMs. The reference LLM is dropped with
   * its labeler.
   */
  public Task withLabelers(List<LabelerSpec> others) {
    String reference =
        others.stream().anyMatch(spec -> spec.name().equals(referenceLlm)) ? referenceLlm : null;
    return new Task(
        name,
        labels,
        bar,
        corpusSize,
        maxHours,
        split,
        sample,
        budget,
        embedder,
        reference,
        others,
        columns,
        slices,
        labelHashtags,
        learningCurve,
        folder);
  }

  private static @Nullable String onlyLlm(List<LabelerSpec> labelers) {
    List<LabelerSpec> llms = labelers.stream().filter(LabelerSpec::isLlm).toList();
    return llms.size() == 1 ? llms.get(0).name() : null;
  }

  /**
   * The accuracy that the task needs.
   *
   * @param atLeast 0 to 1
   * @param confidence 0.5 to 0.9999, over all labelers and looks together; default 0.95
   * @param minCoverage share of posts that must be labelled, 0 to 1; with {@link
   *     Metric#SELECTIVE_ACCURACY} and only with it
   */
  public record Bar(
      Metric metric,
      @Within(min = 0, max = 1) double atLeast,
      @Default("0.95") @Within(min = 0.5, max = 0.9999) double confidence,
      @Within(min = 0, max = 1) @Nullable Double minCoverage)
      implements Serializable {

    /** What is held against the bar. */
    public enum Metric {
      /** Over all posts: an abstention is not right. */
      @JsonProperty("accuracy")
      ACCURACY,
      /** Over the posts that the labeler labels. */
      @JsonProperty("selective_accuracy")
      SELECTIVE_ACCURACY;

      /** The metric's name in tables. */
      public String key() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    public Bar {
      if ((metric == Metric.SELECTIVE_ACCURACY) != (minCoverage != null)) {
        throw new IllegalArgumentException(
            "min_coverage goes with metric selective_accuracy: give both or neither");
      }
    }
  }

  /**
   * How posts are divided. The four shares sum to 1.
   *
   * @param train default 0.4
   * @param tune default 0.1
   * @param calibrate default 0.1
   * @param test default 0.4, more than 0
   * @param groupBy what stays together: {@code author} (default), {@code near-duplicate}, {@code
   *     post} or one of the task's columns
   * @param salt changes the division; default empty
   */
  public record Split(
      @Default("0.4") @Within(min = 0, max = 1) double train,
      @Default("0.1") @Within(min = 0, max = 1) double tune,
      @Default("0.1") @Within(min = 0, max = 1) double calibrate,
      @Default("0.4") @Within(min = 0.001, max = 1) double test,
      @Default("author") String groupBy,
      @Default("''") String salt)
      implements Serializable {

    public Split {
      double sum = train + tune + calibrate + test;
      if (Math.abs(sum - 1) > 1e-9) {
        throw new IllegalArgumentException(
            "train + tune + calibrate + test must be 1, not " + (float) sum);
      }
    }
  }

  /**
   * How many posts are asked and shown to people.
   *
   * @param llmTest of the frame, default 100
   * @param llmTune with gold, so that choices about a prompt can be made there; default 0
   * @param llmCalibrate default 0
   * @param llmTrain what students learn from, default 0
   * @param gold labels by people that the frame should have, default 200
   * @param seed default 1
   * @param strata of the LLM samples: {@code has_hashtag}, {@code length}, {@code lang} or columns;
   *     default none
   * @param allocation how many posts of each stratum; default proportional
   * @param minPerStratum posts that a stratum should have at least, and below which it is rare;
   *     default 2
   */
  public record Sample(
      @Default("100") @Within(min = 0, max = 10_000_000) int llmTest,
      @Default("0") @Within(min = 0, max = 10_000_000) int llmTune,
      @Default("0") @Within(min = 0, max = 10_000_000) int llmCalibrate,
      @Default("0") @Within(min = 0, max = 10_000_000) int llmTrain,
      @Default("200") @Within(min = 0, max = 10_000_000) int gold,
      @Default("1") long seed,
      @Default("[]") List<String> strata,
      @Default("proportional") Allocation allocation,
      @Default("2") @Within(min = 1, max = 1_000_000) int minPerStratum)
      implements Serializable {

    /** What decides how many posts of a stratum are drawn. */
    public enum Allocation {
      /** Its share of the posts. */
      PROPORTIONAL,
      /** Its share, and how much tools differ from the reference LLM there (Neyman 1934). */
      NEYMAN,
      /** The same, and what asking about one of its posts costs (Cochran 1977). */
      COST_OPTIMAL
    }

    public Sample {
      strata = List.copyOf(strata);
    }
  }

  /**
   * What asking may cost.
   *
   * @param usd dollars a run
   * @param usdPerMonth dollars of all runs of this task in a calendar month, null for no limit
   */
  public record Budget(
      @Within(min = 0, max = 1_000_000) BigDecimal usd,
      @Within(min = 0, max = 1_000_000) @Nullable BigDecimal usdPerMonth)
      implements Serializable {}

  /**
   * Labelers that learn from parts of their labels too, which tells whether more would help. Each
   * learns {@code sizes} times {@code replicates} times more often, so it is for quick ones.
   *
   * @param labelers names; default none
   * @param sizes numbers of labels to learn from, each twice the one before; default 5
   * @param replicates nested series of random subsets; default 3
   */
  public record LearningCurve(
      @Default("[]") List<String> labelers,
      @Default("5") @Within(min = 5, max = 20) int sizes,
      @Default("3") @Within(min = 3, max = 100) int replicates)
      implements Serializable {

    public LearningCurve {
      labelers = List.copyOf(labelers);
    }
  }
}
