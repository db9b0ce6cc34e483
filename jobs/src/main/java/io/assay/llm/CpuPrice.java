package io.assay.llm;

import io.assay.cost.Money;
import io.assay.cost.Prices;
import io.assay.llm.call.CallResult;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * By the CPU time of a server of our own: what it used since the last call was settled. The sum
 * over all calls is the price of all its time, loading included.
 */
final class CpuPrice implements CallPrice {
  private static final double NANOS = 1e9;

  private final Prices prices;
  private final Supplier<Duration> cpuTime;
  private final Money worst;
  private Money charged = Money.ZERO;

  /**
   * A meter.
   *
   * @param cpuTime used so far, over all threads
   * @param callTimeout after which a call is given up
   * @param threads that the server may use
   */
  CpuPrice(Prices prices, Supplier<Duration> cpuTime, Duration callTimeout, int threads) {
    this.prices = prices;
    this.cpuTime = cpuTime;
    this.worst = prices.cpu((double) callTimeout.toSeconds() * threads);
  }

  @Override
  public Money worst(String body) {
    return worst;
  }

  @Override
  public synchronized Money actual(CallResult result, Money worstCase) {
    Money total = prices.cpu(cpuTime.get().toNanos() / NANOS);
    Money sinceLast = total.minus(charged);
    charged = total;
    return sinceLast;
  }
}
