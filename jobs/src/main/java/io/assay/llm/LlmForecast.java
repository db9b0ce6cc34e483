package io.assay.llm;

import io.assay.config.LlmEndpoint;
import io.assay.config.LlmEndpoint.AnswerStyle;
import io.assay.config.LlmEndpoint.Scoring;
import io.assay.cost.Money;
import io.assay.cost.Prices;
import io.assay.cost.Range;
import io.assay.cost.TokenPrice;
import io.assay.io.answer.CallRate;
import io.assay.io.answer.StoredAnswers.Tokens;
import io.assay.llm.call.AnswerCodes;
import io.assay.llm.prompt.AskRequest;
import io.assay.llm.prompt.PreparedQuestion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Foretells what requests will take: tokens from what answers to the same prompt took, else from
 * the bytes that are sent; time from the measured rate, else from the endpoint's limits.
 */
final class LlmForecast {
  /** So many requests are looked at to know their length. */
  private static final int LOOKED_AT = 500;

  private static final double NORMAL_95 = 1.96;

  /** English takes about four bytes a token; emoji and other scripts half of that. */
  private static final double BYTES_A_TOKEN = 4;

  private static final double MOST_BYTES_A_TOKEN = 6;
  private static final double LEAST_BYTES_A_TOKEN = 2;

  /** Tokens that a chat format puts around a prompt. */
  private static final Range FRAME = new Range(0, 8, 64);

  /** What JSON adds to a label. */
  private static final double JSON_TOKENS = 8;

  /** One call of a hosted model by the clock. */
  private static final Range CALL_SECONDS = new Range(0.2, 1, 10);

  /** A batch takes as long as the provider likes, a day at most. */
  private static final Range BATCH_HOURS = new Range(0.01, 1, 24);

  private static final double SECONDS_AN_HOUR = 3600;

  private final LlmEndpoint endpoint;
  private final Prices prices;
  private final int cores;
  private final boolean inBatch;

  /**
   * A forecast.
   *
   * @param cores of a server of our own
   * @param inBatch whether requests go through the batch API
   */
  LlmForecast(LlmEndpoint endpoint, Prices prices, int cores, boolean inBatch) {
    this.inBatch = inBatch;
    this.endpoint = endpoint;
    this.prices = prices;
    this.cores = cores;
  }

  /**
   * The estimate.
   *
   * @param question as it will be asked
   * @param codes of the answers, or the nearest that is known of them
   * @param texts distinct texts wanted
   * @param missing of these, what has to be asked
   */
  AskEstimate of(
      PreparedQuestion question,
      AnswerCodes codes,
      int texts,
      List<AskRequest> missing,
      Optional<Tokens> before,
      CallRate rate) {
    Range input =
        before
            .map(t -> mean(t.n(), t.inputMean(), t.inputVariance(), missing.size()))
            .orElseGet(() -> input(question, codes, missing));
    Range output =
        endpoint.scoring() == Scoring.FIRST_TOKEN
            ? Range.exactly(1)
            : before
                .map(t -> mean(t.n(), t.outputMean(), t.outputVariance(), missing.size()))
                .orElseGet(() -> output(codes));
    int n = missing.size();
    return new AskEstimate(
        texts,
        texts - n,
        input.times(n),
        output.atMost(endpoint.maxOutputTokens()).times(n),
        n == 0 ? Range.ZERO : usd(n, input, output, rate),
        n == 0 ? Range.ZERO : hours(n, input.plus(output), rate),
        worst(question, codes, missing),
        before.isPresent());
  }

  /** 95 % prediction interval of the mean of the next requests, from those before (normal). */
  private static Range mean(long before, double mean, double variance, int next) {
    double error = NORMAL_95 * Math.sqrt(variance * (1.0 / before + 1.0 / Math.max(1, next)));
    return new Range(Math.max(0, mean - error), mean, mean + error);
  }

  private static Range input(
      PreparedQuestion question, AnswerCodes codes, List<AskRequest> missing) {
    double said = average(missing, request -> said(question, codes, request));
    double sent = average(missing, request -> bytes(question.bodies(codes).apply(request.text())));
    Range tokens =
        new Range(
            said / MOST_BYTES_A_TOKEN,
            said / BYTES_A_TOKEN,
            Math.max(said / BYTES_A_TOKEN, sent / LEAST_BYTES_A_TOKEN));
    return tokens.plus(FRAME);
  }

  private static double said(PreparedQuestion question, AnswerCodes codes, AskRequest request) {
    return question.messages(codes, request.text()).stream()
        .mapToDouble(message -> bytes(message.content()))
        .sum();
  }

  private static double average(List<AskRequest> missing, ToDoubleFunction<AskRequest> length) {
    return missing.stream().limit(LOOKED_AT).mapToDouble(length).average().orElse(0);
  }

  private static double bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private Range output(AnswerCodes codes) {
    double label =
        codes.codes().stream().mapToDouble(code -> bytes(code.written())).average().orElse(0);
    boolean json = endpoint.answerStyle() == AnswerStyle.JSON_SCHEMA;
    double expected = 1 + label / BYTES_A_TOKEN + (json ? JSON_TOKENS : 0);
    double most = endpoint.maxOutputTokens();
    return new Range(1, Math.min(expected, most), most);
  }

  private @Nullable Range usd(int n, Range input, Range output, CallRate rate) {
    if (endpoint.price().isCpu()) {
      double coreHour = prices.coreHourUsd().doubleValue();
      return rate.known()
          ? Range.measured(n * rate.coreSecondsEach() / SECONDS_AN_HOUR * coreHour)
          : null;
    }
    TokenPrice price = tokenPrice();
    Range sent = input.times(n * price.inputUsdPerMillion().doubleValue() / 1e6);
    Range answered = output.times(n * price.outputUsdPerMillion().doubleValue() / 1e6);
    // Each bill is rounded up to a whole micro-dollar.
    return sent.plus(answered).plus(new Range(0, n * 5e-7, n * 1e-6));
  }

  private TokenPrice tokenPrice() {
    TokenPrice price = prices.of(endpoint.price());
    return inBatch ? price.times(endpoint.batchPriceShare()) : price;
  }

  private @Nullable Range hours(int n, Range tokens, CallRate rate) {
    if (inBatch) {
      return BATCH_HOURS;
    }
    if (rate.known()) {
      return Range.measured(n * rate.secondsEach() / SECONDS_AN_HOUR);
    }
    if (endpoint.kind() == LlmEndpoint.Kind.LOCAL) {
      return null;
    }
    Integer requests = endpoint.requestsPerMinute();
    Integer perMinute = endpoint.tokensPerMinute();
    double byRequests = requests == null ? 0 : 60.0 / requests;
    Range byTokens = perMinute == null ? Range.ZERO : tokens.times(60.0 / perMinute);
    Range byCalls = CALL_SECONDS.times(1.0 / endpoint.concurrency());
    Range each =
        new Range(
            Math.max(byRequests, Math.max(byTokens.low(), byCalls.low())),
            Math.max(byRequests, Math.max(byTokens.expected(), byCalls.expected())),
            Math.max(byRequests, Math.max(byTokens.high(), byCalls.high())));
    return each.times(n / SECONDS_AN_HOUR);
  }

  /** The sum of what will be reserved, its bytes counted and not guessed. */
  private Money worst(PreparedQuestion question, AnswerCodes codes, List<AskRequest> missing) {
    if (endpoint.price().isCpu()) {
      Money each = prices.cpu((double) endpoint.callTimeoutSeconds() * cores);
      return each.times(missing.size());
    }
    CallPrice price = new CallPrice.ByTokens(tokenPrice(), endpoint.maxOutputTokens());
    var bodies = question.bodies(codes);
    return missing.stream()
        .map(request -> price.worst(bodies.apply(request.text())))
        .reduce(Money.ZERO, Money::plus);
  }
}
