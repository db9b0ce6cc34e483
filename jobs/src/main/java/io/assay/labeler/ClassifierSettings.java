package io.assay.labeler;

import io.assay.classify.Algorithm;
import io.assay.classify.Block;
import io.assay.classify.Encoder;
import io.assay.classify.Search;
import io.assay.config.Default;
import io.assay.config.Hint;
import io.assay.config.LabelerSettings;
import io.assay.config.Within;
import io.assay.post.TextPreparation;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys of a classifier in the task file.
 *
 * @param algorithm default {@code logistic-regression}
 * @param features one or more blocks; default embedding, hashtags and words
 * @param wordNgrams words of the shortest and of the longest run; default single words
 * @param characterNgrams characters of the shortest and of the longest run; default 2 to 5
 * @param preparation of a text before words and runs of characters are taken from it; default none
 * @param minPosts posts that a term must stand in to be known; default 2
 * @param maxVocabulary terms of one block; default 20,000
 * @param embeddingDimensions principal components of the post's vector that are kept; default the
 *     whole vector
 * @param classWeights default {@code none}
 * @param trainOn whose labels of part train it learns from; default gold
 * @param llm the labeler whose labels it learns from; default the task's reference LLM
 * @param teacher the labeler whose labels it learns from, with {@code train_on: labeler}
 * @param llmWeight how much a post with an LLM's label counts beside one with gold; default 0.5
 * @param trainPerLabel posts of each label that it learns from at most, null for all of them; with
 *     {@code train_on: both}, posts with gold
 * @param augmentation copies of posts to learn from, with words left out; default none
 * @param explain whether each label comes with the features that speak most for it; default false
 * @param parameters values of hyper-parameters to try, by name; default those of the algorithm
 * @param search how they are chosen
 */
record ClassifierSettings(
    @Default("logistic-regression") Algorithm algorithm,
    @Default("[embedding, hashtags, words]") List<Block> features,
    @Default("[1]") List<Integer> wordNgrams,
    @Default("[2, 5]") List<Integer> characterNgrams,
    @Default("[]") List<TextPreparation.Step> preparation,
    @Default("2") @Within(min = 1, max = 1_000_000) int minPosts,
    @Default("20_000") @Within(min = 1, max = 1_000_000) int maxVocabulary,
    @Within(min = 1) @Nullable Integer embeddingDimensions,
    @Default("none") ClassWeights classWeights,
    @Default("gold") TrainOn trainOn,
    @Default("''") String llm,
    @Default("''") String teacher,
    @Default("0.5") @Within(min = 0.001, max = 1_000) double llmWeight,
    @Within(min = 1) @Nullable Integer trainPerLabel,
    @Default("{}") Augmentation augmentation,
    @Default("false") boolean explain,
    @Default("{}") Map<String, List<Double>> parameters,
    @Default("{}") Search search)
    implements LabelerSettings {

  private static final int LONGEST_RUN = 10;

  /** How much the posts of a label count in training. */
  enum ClassWeights {
    /** Each post as much as any other. */
    NONE,
    /** The posts of each label together as much as those of any other. */
    BALANCED
  }

  /** Whose labels a classifier learns from. */
  enum TrainOn {
    /** Those of people. */
    GOLD,
    /** Those of an LLM, which makes it a student of that LLM. */
    LLM_LABELS,
    /** Those of people, and of an LLM where people gave none. */
    BOTH,
    /**
     * Those that another labeler, such as a vote or a label model, gives to the posts of part train
     * and to posts without gold outside part test (weak supervision; Ratner et al. 2016).
     */
    LABELER
  }

  ClassifierSettings {
    features = List.copyOf(features);
    wordNgrams = lengths("word_ngrams", wordNgrams);
    characterNgrams = lengths("character_ngrams", characterNgrams);
    preparation = TextPreparation.of(preparation).steps();
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    if (features.isEmpty() || Set.copyOf(features).size() < features.size()) {
      throw new IllegalArgumentException(
          "features needs one or more of embedding, hashtags, words, characters, length, emoji,"
              + " each once");
    }
    checkFeatures(algorithm, features);
    if (embeddingDimensions != null && !features.contains(Block.EMBEDDING)) {
      throw new IllegalArgumentException(
          "embedding_dimensions goes with embedding among the features");
    }
    if (classWeights == ClassWeights.BALANCED && !algorithm.takesWeights()) {
      throw new IllegalArgumentException(
          "class_weights: %s of MLlib knows no weights; leave the key out"
              .formatted(name(algorithm)));
    }
    if (trainOn != TrainOn.LLM_LABELS && trainOn != TrainOn.BOTH && !llm.isEmpty()) {
      throw new IllegalArgumentException(
          "llm: %s goes with train_on: llm_labels or both".formatted(llm));
    }
    if ((trainOn == TrainOn.LABELER) == teacher.isEmpty()) {
      throw new IllegalArgumentException(
          "train_on: labeler and teacher, the name of that labeler, go together");
    }
    if (trainOn == TrainOn.BOTH && llmWeight != 1 && !algorithm.takesWeights()) {
      throw new IllegalArgumentException(
          "%s of MLlib knows no weights; with train_on: both say llm_weight: 1"
              .formatted(name(algorithm)));
    }
    search.check(algorithm, parameters);
  }

  @Override
  public boolean learnsFromGold() {
    return trainOn == TrainOn.GOLD || trainOn == TrainOn.BOTH;
  }

  @Override
  public List<String> learnsFrom() {
    return teacher.isEmpty() ? List.of() : List.of(teacher);
  }

  @Override
  public @Nullable String taughtBy(@Nullable String referenceLlm) {
    if (trainOn == TrainOn.GOLD || trainOn == TrainOn.LABELER) {
      return null;
    }
    return llm.isEmpty() ? referenceLlm : llm;
  }

  @Override
  public void check(TaskContext context, KeyProblem problem) {
    if (!llm.isEmpty() && !context.labelers().contains(llm)) {
      problem.at(
          "llm",
          "%s is no labeler of this task; %s".formatted(llm, Hint.of(llm, context.labelers())));
    }
  }

  @Override
  public boolean needsEmbedding() {
    return features.contains(Block.EMBEDDING);
  }

  /** The text that words and runs of characters are taken from. */
  String prepared(String text) {
    return preparation.isEmpty() ? text : new TextPreparation(preparation).apply(text);
  }

  /** How large its blocks may be. */
  Encoder.Limits limits() {
    return new Encoder.Limits(minPosts, maxVocabulary, embeddingDimensions);
  }

  private static void checkFeatures(Algorithm algorithm, List<Block> features) {
    List<String> refused =
        features.stream().filter(b -> !algorithm.takes(b)).map(Block::column).toList();
    if (!refused.isEmpty()) {
      List<String> taken =
          List.of(Block.values()).stream().filter(algorithm::takes).map(Block::column).toList();
      throw new IllegalArgumentException(
          "features: %s cannot learn from %s; it takes %s"
              .formatted(name(algorithm), String.join(", ", refused), String.join(", ", taken)));
    }
  }

  private static String name(Algorithm algorithm) {
    return algorithm.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The shortest and the longest. */
  private static List<Integer> lengths(String key, List<Integer> given) {
    if (given.isEmpty() || given.size() > 2) {
      throw new IllegalArgumentException(key + " needs the shortest and the longest length");
    }
    int least = given.get(0);
    int most = given.get(given.size() - 1);
    if (least < 1 || most < least || most > LONGEST_RUN) {
      throw new IllegalArgumentException(
          "%s must go from at least 1 to at most %d, not from %d to %d"
              .formatted(key, LONGEST_RUN, least, most));
    }
    return List.of(least, most);
  }
}
