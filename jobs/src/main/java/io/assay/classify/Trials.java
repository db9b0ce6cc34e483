package io.assay.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.spark.ml.Transformer;

/**
 * Fits one model a candidate, some at once, and keeps the best. Which it is does not depend on the
 * order in which they end: candidates come the simplest first, and a later one must be better.
 */
final class Trials {
  private record Best(int candidate, double score, Transformer model) {}

  private final Search search;
  private final Function<Choice, Transformer> fit;
  private final Function<Transformer, Quality> judge;
  private final long started = System.nanoTime();
  private Optional<Best> best = Optional.empty();

  Trials(Search search, Function<Choice, Transformer> fit, Function<Transformer, Quality> judge) {
    this.search = search;
    this.fit = fit;
    this.judge = judge;
  }

  /**
   * Tries the candidates; the first is tried whatever the time.
   *
   * @return those that were tried, in their order
   */
  List<Trial> run(List<Choice> candidates) {
    ExecutorService threads = Executors.newFixedThreadPool(search.parallelism());
    try {
      List<Future<Optional<Trial>>> running = new ArrayList<>();
      for (int i = 0; i < candidates.size(); i++) {
        int candidate = i;
        running.add(threads.submit(() -> attempt(candidate, candidates.get(candidate))));
      }
      List<Trial> done = new ArrayList<>();
      for (Future<Optional<Trial>> trial : running) {
        result(trial).ifPresent(done::add);
      }
      return done;
    } finally {
      threads.shutdownNow();
    }
  }

  /** The model of the best candidate. */
  synchronized Transformer model() {
    return best.orElseThrow().model();
  }

  /** Its place among the candidates. */
  synchronized int winner() {
    return best.orElseThrow().candidate();
  }

  private Optional<Trial> attempt(int candidate, Choice choice) {
    if (candidate > 0 && isOver()) {
      return Optional.empty();
    }
    Transformer model = fit.apply(choice);
    Quality quality = judge.apply(model);
    keep(new Best(candidate, search.chooseBy().of(quality), model));
    return Optional.of(new Trial(choice.values(), quality));
  }

  private boolean isOver() {
    return search.seconds() != null && (System.nanoTime() - started) / 1e9 > search.seconds();
  }

  private synchronized void keep(Best next) {
    Comparator<Best> order =
        Comparator.comparingDouble(Best::score)
            .thenComparing(Best::candidate, Comparator.reverseOrder());
    if (best.isEmpty() || order.compare(next, best.get()) > 0) {
      best = Optional.of(next);
    }
  }

  private static Optional<Trial> result(Future<Optional<Trial>> trial) {
    try {
      return trial.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while models were fitted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException broken) {
        throw broken;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
