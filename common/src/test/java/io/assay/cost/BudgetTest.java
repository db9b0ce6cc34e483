package io.assay.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Money CENT = Money.parse("0.01");

  private static Budget run(String cap) {
    return new Budget(Money.parse(cap), null, Money.ZERO);
  }

  @Test
  void exactlyTheCapFits() {
    Budget budget = run("5");
    int granted = 0;
    while (budget.reserve(Money.parse("0.1")).isPresent()) {
      granted++;
    }
    assertThat(granted).isEqualTo(50);
    assertThat(budget.left()).isEqualTo(Money.ZERO);
  }

  @Test
  void whatWasReservedTooMuchComesBack() {
    Budget budget = run("0.02");
    Budget.Reservation first = budget.reserve(Money.parse("0.02")).orElseThrow();
    assertThat(budget.reserve(CENT)).isEmpty();
    assertThat(budget.stops(CENT)).as("it may yet fit").isEmpty();
    first.settle(CENT);
    assertThat(budget.spent()).isEqualTo(CENT);
    assertThat(budget.reserved()).isEqualTo(Money.ZERO);
    budget.reserve(CENT).orElseThrow().settleUnknown();
    assertThat(budget.spent()).isEqualTo(Money.parse("0.02"));
    assertThat(budget.stops(CENT)).contains(Budget.Cap.RUN);
  }

  @Test
  void aReleasedCallIsFree() {
    Budget budget = run("0.01");
    budget.reserve(CENT).orElseThrow().release();
    assertThat(budget.spent()).isEqualTo(Money.ZERO);
    assertThat(budget.left()).isEqualTo(CENT);
  }

  @Test
  void theMonthCountsWhatEarlierRunsSpent() {
    Budget budget = new Budget(Money.parse("5"), Money.parse("20"), Money.parse("19.99"));
    assertThat(budget.left()).isEqualTo(CENT);
    assertThat(budget.stops(Money.parse("0.02"))).contains(Budget.Cap.MONTH);
    budget.reserve(CENT).orElseThrow().settle(CENT);
    assertThat(budget.reserve(new Money(1))).isEmpty();
    assertThat(budget.reserve(Money.ZERO)).as("free calls go on").isPresent();
  }

  @Test
  void aProviderThatBillsMoreIsRecordedAndStopsTheRest() {
    Budget budget = run("0.02");
    Budget.Reservation open = budget.reserve(CENT).orElseThrow();
    open.settle(Money.parse("0.03"));
    assertThat(budget.overshoot()).isEqualTo(Money.parse("0.02"));
    assertThat(budget.spent()).isEqualTo(Money.parse("0.03"));
    assertThat(budget.left()).isEqualTo(Money.ZERO);
    assertThat(budget.reserve(new Money(1))).isEmpty();
  }

  @Test
  void aReservationIsSettledOnce() {
    Budget.Reservation reservation = run("1").reserve(CENT).orElseThrow();
    assertThatThrownBy(() -> reservation.settle(new Money(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    reservation.settle(CENT);
    assertThatThrownBy(reservation::release).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void impossibleAmountsAreRefused() {
    assertThatThrownBy(() -> run("-1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> run("1").reserve(new Money(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Callers hold what they reserved in the air together, so a late check would pass the cap. */
  @Test
  void manyCallersNeverPassTheCap() throws Exception {
    Budget budget = run("0.05");
    int callers = 16;
    CyclicBarrier together = new CyclicBarrier(callers);
    List<Callable<Long>> work =
        Stream.generate(() -> (Callable<Long>) () -> reserveAtOnce(budget, together))
            .limit(callers)
            .toList();
    long granted = runAll(work);
    assertThat(granted).as("of 16 x 10 at 0.001 dollars").isEqualTo(50);
    assertThat(budget.reserved()).isEqualTo(Money.parse("0.05"));
  }

  private static long reserveAtOnce(Budget budget, CyclicBarrier together) throws Exception {
    together.await();
    return IntStream.range(0, 10)
        .filter(call -> budget.reserve(Money.parse("0.001")).isPresent())
        .count();
  }

  @Test
  void theMoneyIsExactWhateverTheOrder() throws Exception {
    Budget budget = new Budget(Money.parse("0.05"), Money.parse("1.04"), Money.parse("1"));
    List<Callable<Long>> work =
        IntStream.range(0, 16)
            .mapToObj(seed -> (Callable<Long>) () -> spend(budget, seed))
            .toList();
    long paid = runAll(work);
    assertThat(budget.spent()).isEqualTo(new Money(paid));
    assertThat(paid).as("the month leaves 0.04 dollars").isBetween(39_950L, 40_000L);
    assertThat(budget.reserved()).isEqualTo(Money.ZERO);
    assertThat(budget.overshoot()).isEqualTo(Money.ZERO);
  }

  /** What 2,000 calls paid in micro-dollars, as far as they were granted. */
  private static long spend(Budget budget, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long paid = 0;
    for (int call = 0; call < 2_000; call++) {
      Money worst = new Money(random.nextLong(1, 50));
      Money actual = new Money(random.nextLong(worst.microUsd() + 1));
      Optional<Budget.Reservation> granted = budget.reserve(worst);
      granted.ifPresent(reservation -> reservation.settle(actual));
      paid += granted.isPresent() ? actual.microUsd() : 0;
    }
    return paid;
  }

  private static long runAll(List<Callable<Long>> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    try {
      long sum = 0;
      for (Future<Long> done : threads.invokeAll(work)) {
        sum += done.get();
      }
      return sum;
    } finally {
      threads.shutdownNow();
    }
  }
}
