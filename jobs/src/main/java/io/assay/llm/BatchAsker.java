package io.assay.llm;

import com.fasterxml.jackson.databind.JsonNode;
import io.assay.cost.Budget;
import io.assay.cost.Budget.Reservation;
import io.assay.cost.Money;
import io.assay.io.answer.AnswerFolder;
import io.assay.io.answer.AnswerJournal;
import io.assay.io.answer.BatchRecord;
import io.assay.io.answer.BatchRecords;
import io.assay.io.answer.StoredAnswer;
import io.assay.io.answer.StoredAnswer.Outcome;
import io.assay.llm.AskSummary.Stop;
import io.assay.llm.call.BatchClient;
import io.assay.llm.call.BatchLines;
import io.assay.llm.call.BatchStatus;
import io.assay.llm.call.CallResult.Reply;
import io.assay.llm.call.CallVerdict;
import io.assay.llm.call.Completion;
import io.assay.llm.call.Sleeper;
import io.assay.llm.prompt.AskRequest;
import io.assay.post.ContentHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks through a provider's batch API. Each batch is written down before it is submitted and until
 * its answers are in the journal, so that a kill at any moment loses no answer and pays none twice.
 */
final class BatchAsker {
  private static final Duration FIRST_LOOK = Duration.ofSeconds(5);
  private static final Duration RAREST_LOOK = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(25);

  private final BatchClient client;
  private final CallPrice price;
  private final UnaryOperator<String> bodies;
  private final Budget budget;
  private final AskProgress progress;
  private final Clock clock;
  private final Sleeper sleeper;
  private final BatchRecords records;
  private final AnswerFolder folder;
  private final int repeat;

  private final Map<String, StoredAnswer> ended = new LinkedHashMap<>();
  private final List<Open> open = new ArrayList<>();
  private final Map<String, AskRequest> missing = new LinkedHashMap<>();
  private @Nullable Stop stop;
  private @Nullable String lastFailure;

  /** A batch under way and the money that it may cost. */
  private record Open(BatchRecord record, Reservation reservation) {}

  /**
   * An asker for one folder of answers.
   *
   * @param price of the batch API
   * @param bodies from text to the body of a call
   * @param repeat which of several askings of the same texts
   */
  BatchAsker(
      BatchClient client,
      CallPrice price,
      UnaryOperator<String> bodies,
      Budget budget,
      AskProgress progress,
      Clock clock,
      Sleeper sleeper,
      AnswerFolder folder,
      int repeat) {
    this.client = client;
    this.price = price;
    this.bodies = bodies;
    this.budget = budget;
    this.progress = progress;
    this.clock = clock;
    this.sleeper = sleeper;
    this.folder = folder;
    this.records = folder.batches();
    this.repeat = repeat;
  }

  /**
   * Goes as far as the mode says.
   *
   * @param mode null to take what earlier batches have ready, and to start none
   * @param requests without an answer in the store
   * @return what became of requests now; a batch that is still under way is a reason to stop
   */
  Asker.Outcome ask(@Nullable BatchMode mode, List<AskRequest> requests)
      throws InterruptedException {
    requests.forEach(request -> missing.put(request.requestHash(), request));
    attach();
    if (mode == BatchMode.FETCH && open.isEmpty() && !missing.isEmpty()) {
      stop = Stop.NOT_SUBMITTED;
    }
    boolean submitting = mode == BatchMode.SUBMIT || mode == BatchMode.WAIT;
    boolean going = stop == null;
    while (going) {
      int before = ended.size();
      if (submitting) {
        submit();
      }
      boolean taken = mode != BatchMode.SUBMIT && look(mode == BatchMode.WAIT);
      // What an expired batch left goes out again, as long as that brings anything.
      boolean left = stop == null && mode != null && !left().isEmpty();
      going = taken && left && ended.size() > before;
      submitting = true;
    }
    return new Asker.Outcome(new LinkedHashMap<>(ended), end(mode), lastFailure);
  }

  /** Requests that are neither answered now nor in a batch. */
  List<AskRequest> left() {
    Set<String> underWay = new HashSet<>(ended.keySet());
    open.forEach(batch -> underWay.addAll(batch.record().requestHashes()));
    return missing.values().stream()
        .filter(request -> !underWay.contains(request.requestHash()))
        .toList();
  }

  private Stop end(@Nullable BatchMode mode) {
    if (stop != null) {
      return stop;
    }
    if (!open.isEmpty()) {
      return mode == BatchMode.SUBMIT ? Stop.SUBMITTED : Stop.UNDER_WAY;
    }
    return mode == null || left().isEmpty() ? Stop.COMPLETE : Stop.ENDPOINT_FAILING;
  }

  /** Takes over what earlier runs have submitted. */
  private void attach() throws InterruptedException {
    for (BatchRecord record : records.open()) {
      if (record.repeat() == repeat) {
        BatchRecord known = record;
        if (record.batchId() == null) {
          // Killed between writing down and hearing the id: either it is there, or never was.
          known = client.find(record.mark()).map(record::submitted).orElse(record.ended());
          records.save(known);
        }
        if (!known.collected()) {
          Money worst = new Money(record.reservedMicroUsd());
          open.add(new Open(known, budget.adopt(worst)));
        }
      }
    }
  }

  private void submit() throws InterruptedException {
    Iterator<AskRequest> rest = left().iterator();
    boolean more = rest.hasNext();
    while (more) {
      more = submitOne(rest);
    }
  }

  /** One batch of as many requests as it may hold and the budget bears; false if that was all. */
  private boolean submitOne(Iterator<AskRequest> rest) throws InterruptedException {
    BatchLines lines = new BatchLines();
    boolean money = true;
    while (money && rest.hasNext() && !lines.isFull()) {
      AskRequest request = rest.next();
      String body = bodies.apply(request.text());
      Money more = lines.worst().plus(price.worst(body));
      money = !more.exceeds(budget.left());
      if (money) {
        lines.add(request.requestHash(), body, more);
      } else if (open.isEmpty() && lines.hashes().isEmpty()) {
        // Nothing is under way whose settling could leave more.
        stop = Stop.of(budget.stops(more).orElse(Budget.Cap.RUN));
      }
    }
    if (!lines.hashes().isEmpty()) {
      Reservation reservation = budget.reserve(lines.worst()).orElseThrow();
      open.add(new Open(started(lines), reservation));
    }
    return money && rest.hasNext();
  }

  private BatchRecord started(BatchLines lines) throws InterruptedException {
    String file = client.upload(lines.text());
    String now = clock.instant().toString();
    BatchRecord record =
        new BatchRecord(
            ContentHash.sha256_128(now + repeat + lines.hashes()),
            null,
            now,
            repeat,
            lines.worst().microUsd(),
            lines.hashes(),
            false);
    records.save(record);
    BatchRecord submitted = record.submitted(client.create(file, record.mark()));
    records.save(submitted);
    return submitted;
  }

  /** Takes what is ready; whether there is nothing more to wait for. */
  private boolean look(boolean waiting) throws InterruptedException {
    Instant deadline = clock.instant().plus(LONGEST);
    Duration pause = FIRST_LOOK;
    lookOnce();
    while (waiting && !open.isEmpty() && clock.instant().isBefore(deadline)) {
      sleeper.sleep(pause);
      Duration longer = pause.multipliedBy(2);
      pause = longer.compareTo(RAREST_LOOK) < 0 ? longer : RAREST_LOOK;
      lookOnce();
    }
    return open.isEmpty();
  }

  private void lookOnce() throws InterruptedException {
    int underWay = 0;
    for (Open batch : List.copyOf(open)) {
      BatchStatus status = client.status(Objects.requireNonNull(batch.record().batchId()));
      if (status.isFinal()) {
        collect(batch, status);
      } else {
        underWay += status.ended();
      }
    }
    progress.ended(ended.size() + underWay, missing.size(), budget.spent());
  }

  /** Into the journal first; only then is the batch no longer written down as under way. */
  private void collect(Open batch, BatchStatus status) throws InterruptedException {
    Set<String> wanted = new HashSet<>(batch.record().requestHashes());
    wanted.removeAll(folder.stored().answered(wanted, repeat).keySet());
    Map<String, StoredAnswer> found = new HashMap<>();
    for (String file : status.files()) {
      for (JsonNode result : client.results(file)) {
        String hash = result.path("custom_id").asText();
        if (wanted.contains(hash)) {
          answer(hash, result).ifPresent(answer -> found.put(hash, answer));
        }
      }
    }
    AnswerJournal journal = folder.journal();
    found.values().stream().map(journal::append).toList().forEach(AnswerJournal::await);
    long cost = found.values().stream().mapToLong(StoredAnswer::costMicroUsd).sum();
    batch.reservation().settle(new Money(cost));
    if (budget.overshoot().exceeds(Money.ZERO)) {
      stop = Stop.OVERBILLED;
    }
    ended.putAll(found);
    records.save(batch.record().ended());
    open.remove(batch);
    if (!status.problem().isEmpty()) {
      lastFailure = "the batch failed: " + status.problem();
    }
  }

  /** Empty for a request that the provider never came to. */
  private Optional<StoredAnswer> answer(String hash, JsonNode result) {
    JsonNode response = result.path("response");
    if (!response.path("body").isObject()) {
      lastFailure = "the batch says " + result.path("error").path("code").asText("nothing");
      return Optional.empty();
    }
    String body = response.path("body").toString();
    Reply reply = new Reply(response.path("status_code").asInt(), body, null, 0);
    boolean answered = CallVerdict.of(reply) == CallVerdict.ANSWERED;
    if (!answered) {
      lastFailure = CallVerdict.words(reply);
    }
    String finish =
        answered ? Completion.read(body).map(Completion::finishReason).orElse(null) : null;
    Completion.Usage usage = Completion.usage(body).orElse(new Completion.Usage(0, 0));
    return Optional.of(
        new StoredAnswer(
            hash,
            repeat,
            answered ? Outcome.ANSWERED : Outcome.FAILED,
            body,
            finish,
            usage.inputTokens(),
            usage.outputTokens(),
            price.actual(reply, worst(hash)).microUsd(),
            0,
            1,
            clock.instant().toString()));
  }

  /** Of a request that is not wanted any more the text is not known, so neither is its price. */
  private Money worst(String hash) {
    AskRequest request = missing.get(hash);
    return request == null ? Money.ZERO : price.worst(bodies.apply(request.text()));
  }
}
