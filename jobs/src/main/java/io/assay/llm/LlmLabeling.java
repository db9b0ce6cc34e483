package io.assay.llm;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LlmEndpoint;
import io.assay.config.LlmEndpoint.Kind;
import io.assay.config.LlmEndpoint.Scoring;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.io.answer.AnswerFolder;
import io.assay.io.answer.StoredAnswer;
import io.assay.io.answer.StoredAnswers;
import io.assay.llm.answer.LabelReading;
import io.assay.llm.call.AnswerCodes;
import io.assay.llm.local.LocalModel;
import io.assay.llm.local.WeightsCache;
import io.assay.llm.prompt.AskRequest;
import io.assay.llm.prompt.LlmQuestion;
import io.assay.llm.prompt.PreparedQuestion;
import io.assay.llm.prompt.PromptKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labels posts with one LLM and one prompt: reuses what the store has, buys the rest within the
 * budget, and reads labels from both. The driver does this; a Spark task never calls.
 */
public final class LlmLabeling {
  private final LlmSurroundings surroundings;
  private final LlmEndpoint endpoint;
  private final long seed;
  private final @Nullable BatchMode batch;

  /**
   * A labeling with one endpoint.
   *
   * @param seed of the jitter between attempts
   * @param batch how far the provider's batch API is used, null to ask one by one
   * @throws AssayException (USAGE) if this endpoint has no batches
   */
  public LlmLabeling(
      LlmSurroundings surroundings, LlmEndpoint endpoint, long seed, @Nullable BatchMode batch) {
    this.surroundings = surroundings;
    this.endpoint = endpoint;
    this.seed = seed;
    this.batch = batch;
    boolean possible = endpoint.kind() == Kind.HTTP && endpoint.scoring() == Scoring.GENERATE;
    if (batch != null && !possible) {
      throw new AssayException(
          ExitCode.USAGE,
          "conf/llm/%s.yaml: --batch needs kind: http and scoring: generate; leave --batch out, or name another endpoint with --llm"
              .formatted(endpoint.name()));
    }
  }

  /**
   * Asks about posts in their order, each distinct redacted text once.
   *
   * @param repeat which of several askings of the same, from 0; each has answers of its own
   * @param budget may be shared with other labelings
   * @param progress is told of every request that had to be asked
   * @throws AssayException (USAGE) for a prompt, a price or a key that cannot work; (NOT_READY) if
   *     the endpoint is not there or another run asks the same
   */
  public LlmResult ask(
      LlmQuestion question,
      List<LlmQuestion.Post> posts,
      int repeat,
      Budget budget,
      AskProgress progress) {
    return new Session(question, repeat).ask(posts, budget, progress);
  }

  /**
   * What {@link #ask} would take, without fetching, starting, asking or writing anything.
   *
   * @throws AssayException (USAGE) for a prompt or a price that cannot work
   */
  public AskEstimate estimate(LlmQuestion question, List<LlmQuestion.Post> posts, int repeat) {
    PreparedQuestion prepared = prepared(question, expectedWeights());
    StoredAnswers there = stored(prepared);
    Map<String, AskRequest> texts = prepared.distinct(posts, repeat);
    Map<String, StoredAnswer> answered = there.answered(texts.keySet(), repeat);
    return forecast(prepared, texts, answered, there);
  }

  /**
   * The bodies of the first requests, as they would be sent; those of stored answers too.
   *
   * @param most how many
   */
  public List<String> preview(LlmQuestion question, List<LlmQuestion.Post> posts, int most) {
    PreparedQuestion prepared = prepared(question, expectedWeights());
    AnswerCodes codes = prepared.codes(stored(prepared).note()).orElseGet(prepared::words);
    return prepared.distinct(posts, 0).values().stream()
        .limit(most)
        .map(request -> prepared.bodies(codes).apply(request.text()))
        .toList();
  }

  private PreparedQuestion prepared(LlmQuestion question, @Nullable LocalModel weights) {
    return new PreparedQuestion(question, endpoint, weights, surroundings.prices());
  }

  private StoredAnswers stored(PreparedQuestion prepared) {
    return surroundings.store().stored(prepared.key().modelSlug(), prepared.key().digest());
  }

  private AskEstimate forecast(
      PreparedQuestion prepared,
      Map<String, AskRequest> texts,
      Map<String, StoredAnswer> answered,
      StoredAnswers there) {
    List<AskRequest> missing =
        texts.values().stream().filter(one -> !answered.containsKey(one.requestHash())).toList();
    return new LlmForecast(endpoint, surroundings.prices(), surroundings.cores(), batch != null)
        .of(
            prepared,
            prepared.codes(there.note()).orElseGet(prepared::words),
            texts.size(),
            missing,
            there.tokens(),
            surroundings.store().rate(prepared.model().name()));
  }

  /** The weights of a local endpoint, fetched if need be; null for others. */
  private @Nullable LocalModel weights() {
    return endpoint.kind() == Kind.LOCAL ? cache().resolve(endpoint.weights()) : null;
  }

  /** The same without fetching them. */
  private @Nullable LocalModel expectedWeights() {
    return endpoint.kind() == Kind.LOCAL ? cache().expected(endpoint.weights()) : null;
  }

  private WeightsCache cache() {
    return new WeightsCache(surroundings.home(), surroundings.python());
  }

  /** One asking. */
  private final class Session {
    private final LlmQuestion question;
    private final int repeat;
    private final @Nullable LocalModel weights;
    private final PreparedQuestion prepared;

    Session(LlmQuestion question, int repeat) {
      this.question = question;
      this.repeat = repeat;
      // Faults of the prompt and of the price are found before a gigabyte is fetched.
      prepared(question, expectedWeights());
      this.weights = weights();
      this.prepared = prepared(question, weights);
    }

    LlmResult ask(List<LlmQuestion.Post> posts, Budget budget, AskProgress progress) {
      Map<String, AskRequest> texts = prepared.distinct(posts, repeat);
      PromptKey key = prepared.key();
      try (AnswerFolder folder =
          surroundings
              .store()
              .open(key.modelSlug(), key.digest(), surroundings.host(), surroundings.clock())) {
        StoredAnswers there = folder.stored();
        Map<String, StoredAnswer> stored = there.answered(texts.keySet(), repeat);
        AskEstimate estimate = forecast(prepared, texts, stored, there);
        List<AskRequest> missing =
            texts.values().stream().filter(one -> !stored.containsKey(one.requestHash())).toList();
        Purchase.Bought bought =
            new Purchase(surroundings, endpoint, weights, prepared, repeat, seed, batch)
                .buy(missing, stored, folder, budget, progress);
        Map<String, StoredAnswer> found = new HashMap<>(stored);
        found.putAll(bought.outcome().answers());
        // In the posts' order, whatever was stored before: sums over the batch depend on it.
        List<StoredAnswer> answers =
            texts.keySet().stream().filter(found::containsKey).map(found::get).toList();
        LabelReading.Labels labels =
            new LabelReading(question, endpoint, prepared, bought.codes()).of(posts, answers);
        return new LlmResult(
            labels.rows(), labels.correction(), summary(texts, stored, bought, folder, estimate));
      }
    }

    private AskSummary summary(
        Map<String, AskRequest> texts,
        Map<String, StoredAnswer> stored,
        Purchase.Bought bought,
        AnswerFolder folder,
        AskEstimate estimate) {
      Asker.Outcome outcome = bought.outcome();
      return new AskSummary(
          outcome.stop(),
          prepared.model().name(),
          weights == null ? null : weights.note(),
          outcome.lastFailure(),
          texts.size(),
          stored.size(),
          outcome.answers().size(),
          outcome.count(StoredAnswer.Outcome.FAILED),
          outcome.count(StoredAnswer.Outcome.UNKNOWN),
          folder.inFlightAtKill(),
          bought.spent(),
          new Money(stored.values().stream().mapToLong(StoredAnswer::costMicroUsd).sum()),
          bought.rest(),
          outcome.answers().values().stream().mapToLong(StoredAnswer::inputTokens).sum(),
          outcome.answers().values().stream().mapToLong(StoredAnswer::outputTokens).sum(),
          bought.seconds(),
          bought.cpuSeconds(),
          estimate);
    }
  }
}
