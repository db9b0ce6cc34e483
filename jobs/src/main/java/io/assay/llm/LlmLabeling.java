package io.assay.llm;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LlmEndpoint;
import io.assay.config.LlmEndpoint.Kind;
import io.assay.config.LlmEndpoint.PriorCorrection;
import io.assay.config.LlmEndpoint.Scoring;
import io.assay.cost.Budget;
import io.assay.cost.Money;
import io.assay.io.AnswerFolder;
import io.assay.io.StoredAnswer;
import io.assay.io.StoredAnswers;
import io.assay.llm.AskSummary.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
  private static final double MILLIS = 1000;

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
        Bought bought = buy(missing, stored, folder, budget, progress);
        Map<String, StoredAnswer> found = new HashMap<>(stored);
        found.putAll(bought.outcome().answers());
        // In the posts' order, whatever was stored before: sums over the batch depend on it.
        List<StoredAnswer> answers =
            texts.keySet().stream().filter(found::containsKey).map(found::get).toList();
        Labels labels = labels(posts, answers, bought.codes());
        return new LlmResult(
            labels.rows(), labels.correction(), summary(texts, stored, bought, folder, estimate));
      }
    }

    private Bought buy(
        List<AskRequest> missing,
        Map<String, StoredAnswer> stored,
        AnswerFolder folder,
        Budget budget,
        AskProgress progress) {
      Optional<AnswerCodes> known = prepared.codes(folder.stored().note());
      boolean underWay =
          folder.batches().open().stream().anyMatch(record -> record.repeat() == repeat);
      if (missing.isEmpty() && !underWay && (known.isPresent() || stored.isEmpty())) {
        return Bought.nothing(known.orElseGet(prepared::words));
      }
      Instant start = surroundings.clock().instant();
      Money before = budget.spent();
      try (LlmConnection connection = LlmConnection.open(endpoint, weights, surroundings)) {
        AnswerCodes codes =
            known.orElseGet(
                () -> new FirstTokens(connection.client()).of(prepared.options().answers()));
        folder.note(prepared.note(codes).json());
        Asker asker =
            new Asker(
                askOne(connection),
                connection.price(),
                prepared.bodies(codes),
                endpoint.concurrency(),
                !stored.isEmpty(),
                budget,
                progress);
        Asker.Outcome outcome =
            batch == null && !underWay
                ? asker.ask(missing, folder.journal())
                : inBatches(connection, codes, folder, budget, progress, missing, asker);
        List<AskRequest> left =
            missing.stream()
                .filter(one -> !outcome.answers().containsKey(one.requestHash()))
                .toList();
        return new Bought(
            codes,
            outcome,
            budget.spent().minus(before),
            asker.estimate(left, outcome),
            batch == null
                ? Duration.between(start, surroundings.clock().instant()).toMillis() / MILLIS
                : 0,
            connection.cpuSeconds());
      }
    }

    private Asker.Outcome inBatches(
        LlmConnection connection,
        AnswerCodes codes,
        AnswerFolder folder,
        Budget budget,
        AskProgress progress,
        List<AskRequest> missing,
        Asker asker) {
      BatchClient client =
          new BatchClient(
              connection.client(),
              RetryPolicy.of(endpoint),
              fatal(connection),
              surroundings.clock(),
              surroundings.sleeper());
      BatchAsker batches =
          new BatchAsker(
              client,
              connection.batchPrice(),
              prepared.bodies(codes),
              budget,
              progress,
              surroundings.clock(),
              surroundings.sleeper(),
              folder,
              repeat);
      try {
        Asker.Outcome taken = batches.ask(batch, missing);
        return batch == null ? taken.and(asker.ask(batches.left(), folder.journal())) : taken;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssayException(ExitCode.NOT_READY, "asking was interrupted; run again", e);
      }
    }

    private AskOne.Fatal fatal(LlmConnection connection) {
      return new AskOne.Fatal(
          connection.client().url(), prepared.model().name(), endpoint.apiKeyEnv());
    }

    private AskOne askOne(LlmConnection connection) {
      return new AskOne(
          connection.client(),
          connection.price(),
          new Throttle(endpoint, surroundings.clock(), surroundings.sleeper()),
          RetryPolicy.of(endpoint),
          fatal(connection),
          surroundings.clock(),
          surroundings.sleeper(),
          seed);
    }

    private Labels labels(
        List<LlmQuestion.Post> posts, List<StoredAnswer> answers, AnswerCodes codes) {
      AnswerParser parser = new AnswerParser(endpoint, prepared.options(), codes);
      PriorCorrection correction = endpoint.priorCorrection();
      if (correction != PriorCorrection.TUNE) {
        return new Labels(correction, labels(posts, answers, parser.parse(answers, correction)));
      }
      List<LlmLabel> plain = labels(posts, answers, parser.parse(answers, PriorCorrection.NONE));
      List<LlmLabel> corrected =
          labels(posts, answers, parser.parse(answers, PriorCorrection.BATCH_MEAN));
      return right(corrected) > right(plain)
          ? new Labels(PriorCorrection.BATCH_MEAN, corrected)
          : new Labels(PriorCorrection.NONE, plain);
    }

    private long right(List<LlmLabel> labels) {
      return labels.stream()
          .filter(label -> label.label() != null)
          .filter(label -> Objects.equals(question.tune().get(label.postId()), label.label()))
          .count();
    }

    private List<LlmLabel> labels(
        List<LlmQuestion.Post> posts, List<StoredAnswer> answers, List<LlmAnswer> parsed) {
      Map<String, Integer> place = new HashMap<>();
      for (int i = 0; i < answers.size(); i++) {
        place.put(answers.get(i).requestHash(), i);
      }
      List<LlmLabel> labels = new ArrayList<>();
      for (LlmQuestion.Post post : posts) {
        Integer at = place.get(PreparedQuestion.hash(post));
        if (at != null) {
          labels.add(label(post.postId(), answers.get(at), parsed.get(at)));
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
          prepared.model().name(),
          prepared.key().digest());
    }

    private AskSummary summary(
        Map<String, AskRequest> texts,
        Map<String, StoredAnswer> stored,
        Bought bought,
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

  /** How the scores were corrected, and what came of it. */
  private record Labels(PriorCorrection correction, List<LlmLabel> rows) {}

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
