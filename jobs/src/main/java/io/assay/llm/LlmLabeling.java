package io.assay.llm;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LlmEndpoint;
import io.assay.config.LlmEndpoint.Kind;
import io.assay.config.LlmEndpoint.Scoring;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.io.AnswerFolder;
import io.assay.io.StoredAnswer;
import io.assay.llm.AskSummary.Stop;
import io.assay.llm.PromptKey.ModelIdentity;
import io.assay.post.ContentHash;
import io.assay.post.Redaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Labels posts with one LLM and one prompt: reuses what the store has, buys the rest within the
 * budget, and reads labels from both. The driver does this; a Spark task never calls.
 */
public final class LlmLabeling {
  private static final int NOTE_VERSION = 1;
  private static final double MILLIS = 1000;

  private final LlmSurroundings surroundings;
  private final LlmEndpoint endpoint;
  private final long seed;

  /**
   * A labeling with one endpoint.
   *
   * @param seed of the jitter between attempts
   */
  public LlmLabeling(LlmSurroundings surroundings, LlmEndpoint endpoint, long seed) {
    this.surroundings = surroundings;
    this.endpoint = endpoint;
    this.seed = seed;
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

  /** The weights of a local endpoint, fetched if need be; null for others. */
  private @Nullable LocalModel weights() {
    return endpoint.kind() == Kind.LOCAL
        ? new WeightsCache(surroundings.home(), surroundings.python()).resolve(endpoint.weights())
        : null;
  }

  private ModelIdentity identity(@Nullable LocalModel weights) {
    return weights == null
        ? new ModelIdentity(
            Objects.requireNonNull(endpoint.baseUrl()),
            Objects.requireNonNull(endpoint.model()),
            "")
        : new ModelIdentity("local", weights.name(), weights.sha256());
  }

  /** One asking. */
  private final class Session {
    private final LlmQuestion question;
    private final int repeat;
    private final AnswerOptions options;
    private final List<Shot> shots;
    private final @Nullable LocalModel weights;
    private final ModelIdentity model;
    private final PromptKey key;

    Session(LlmQuestion question, int repeat) {
      this.question = question;
      this.repeat = repeat;
      this.options =
          new AnswerOptions(question.labels(), question.template().abstention().orElse(null));
      this.shots =
          question.shots().stream()
              .map(shot -> new Shot(Redaction.apply(shot.text()), shot.label()))
              .toList();
      if (!shots.isEmpty() && !question.template().takesShots()) {
        throw new AssayException(
            ExitCode.USAGE,
            "labeler %s: the prompt has no {shots}, but %d shots are to be shown"
                .formatted(question.labeler(), shots.size()));
      }
      if (!endpoint.price().isCpu()) {
        surroundings.prices().of(endpoint.price());
      }
      this.weights = weights();
      this.model = identity(weights);
      this.key = PromptKey.of(endpoint, model, question.template(), options, shots);
    }

    LlmResult ask(List<LlmQuestion.Post> posts, Budget budget, AskProgress progress) {
      Map<String, AskRequest> texts = new LinkedHashMap<>();
      List<String> hashes = new ArrayList<>();
      for (LlmQuestion.Post post : posts) {
        String text = Redaction.apply(post.text());
        String hash = ContentHash.sha256_128(text);
        texts.putIfAbsent(hash, new AskRequest(hash, text, repeat));
        hashes.add(hash);
      }
      try (AnswerFolder folder =
          surroundings
              .store()
              .open(key.modelSlug(), key.digest(), surroundings.host(), surroundings.clock())) {
        Map<String, StoredAnswer> stored = folder.answered(texts.keySet(), repeat);
        List<AskRequest> missing =
            texts.values().stream().filter(one -> !stored.containsKey(one.requestHash())).toList();
        Bought bought = buy(missing, stored, folder, budget, progress);
        Map<String, StoredAnswer> found = new HashMap<>(stored);
        found.putAll(bought.outcome().answers());
        // In the posts' order, whatever was stored before: sums over the batch depend on it.
        List<StoredAnswer> answers =
            texts.keySet().stream().filter(found::containsKey).map(found::get).toList();
        return new LlmResult(
            labels(posts, hashes, answers, bought.codes()), summary(texts, stored, bought, folder));
      }
    }

    private Bought buy(
        List<AskRequest> missing,
        Map<String, StoredAnswer> stored,
        AnswerFolder folder,
        Budget budget,
        AskProgress progress) {
      Optional<AnswerCodes> known = codes(folder);
      if (missing.isEmpty() && (known.isPresent() || stored.isEmpty())) {
        return Bought.nothing(known.orElseGet(() -> AnswerCodes.words(options.answers())));
      }
      Instant start = surroundings.clock().instant();
      Money before = budget.spent();
      try (LlmConnection connection = LlmConnection.open(endpoint, weights, surroundings)) {
        AnswerCodes codes =
            known.orElseGet(() -> new FirstTokens(connection.client()).of(options.answers()));
        note(folder, codes);
        ChatRequest chat = new ChatRequest(endpoint, model.name(), codes);
        Asker asker =
            new Asker(
                askOne(connection),
                connection.price(),
                text -> chat.body(question.template().render(options, codes, shots, text)),
                endpoint.concurrency(),
                !stored.isEmpty(),
                budget,
                progress);
        Asker.Outcome outcome = asker.ask(missing, folder.journal());
        List<AskRequest> left =
            missing.stream()
                .filter(one -> !outcome.answers().containsKey(one.requestHash()))
                .toList();
        return new Bought(
            codes,
            outcome,
            budget.spent().minus(before),
            asker.estimate(left, outcome),
            Duration.between(start, surroundings.clock().instant()).toMillis() / MILLIS,
            connection.cpuSeconds());
      }
    }

    private AskOne askOne(LlmConnection connection) {
      return new AskOne(
          connection.client(),
          connection.price(),
          new Throttle(endpoint, surroundings.clock(), surroundings.sleeper()),
          RetryPolicy.of(endpoint),
          new AskOne.Fatal(connection.client().url(), model.name(), endpoint.apiKeyEnv()),
          surroundings.clock(),
          surroundings.sleeper(),
          seed);
    }

    /** How answers are coded, as far as that is known without a server. */
    private Optional<AnswerCodes> codes(AnswerFolder folder) {
      return endpoint.scoring() == Scoring.FIRST_TOKEN
          ? folder.note().flatMap(PromptNote::parse).map(PromptNote::codes)
          : Optional.of(AnswerCodes.words(options.answers()));
    }

    private void note(AnswerFolder folder, AnswerCodes codes) {
      folder.note(
          new PromptNote(
                  NOTE_VERSION,
                  model.server(),
                  model.name(),
                  model.version(),
                  options.labels(),
                  shots,
                  question.template().text(),
                  codes)
              .json());
    }

    private List<LlmLabel> labels(
        List<LlmQuestion.Post> posts,
        List<String> hashes,
        List<StoredAnswer> answers,
        AnswerCodes codes) {
      List<LlmAnswer> parsed = new AnswerParser(endpoint, options, codes).parse(answers);
      Map<String, Integer> place = new HashMap<>();
      for (int i = 0; i < answers.size(); i++) {
        place.put(answers.get(i).requestHash(), i);
      }
      List<LlmLabel> labels = new ArrayList<>();
      for (int i = 0; i < posts.size(); i++) {
        Integer at = place.get(hashes.get(i));
        if (at != null) {
          labels.add(label(posts.get(i).postId(), answers.get(at), parsed.get(at)));
        }
      }
      return labels;
    }

    private LlmLabel label(String postId, StoredAnswer answer, LlmAnswer meaning) {
      return new LlmLabel(
          postId,
          question.labeler(),
          meaning.status(),
          meaning.label(),
          meaning.confidence(),
          answer.requestHash(),
          answer.inputTokens(),
          answer.outputTokens(),
          answer.costMicroUsd(),
          answer.latencyMs(),
          model.name(),
          key.digest());
    }

    private AskSummary summary(
        Map<String, AskRequest> texts,
        Map<String, StoredAnswer> stored,
        Bought bought,
        AnswerFolder folder) {
      Asker.Outcome outcome = bought.outcome();
      return new AskSummary(
          outcome.stop(),
          model.name(),
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
          bought.cpuSeconds());
    }
  }

  /** What was asked now. */
  private record Bought(
      AnswerCodes codes,
      Asker.Outcome outcome,
      Money spent,
      Money rest,
      double seconds,
      double cpuSeconds) {
    static Bought nothing(AnswerCodes codes) {
      Asker.Outcome none = new Asker.Outcome(Map.of(), Stop.COMPLETE, null);
      return new Bought(codes, none, Money.ZERO, Money.ZERO, 0, 0);
    }
  }
}
