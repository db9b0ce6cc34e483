package io.assay.cost;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LlmPrice;
import io.assay.config.NearestName;
import io.assay.config.Problems;
import io.assay.config.YamlFile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All unit prices, with the day on which they held.
 *
 * @param source the file that they stand in, for messages
 * @param asOf day of the three prices below
 * @param coreHourUsd one core for one hour
 * @param personHourUsd one hour of somebody's work
 * @param goldLabelUsd one label by people
 * @param models name to price
 */
public record Prices(
    String source,
    LocalDate asOf,
    BigDecimal coreHourUsd,
    BigDecimal personHourUsd,
    BigDecimal goldLabelUsd,
    Map<String, TokenPrice> models) {

  private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);
  private static final int DECIMALS = 12;

  public Prices {
    models = Map.copyOf(models);
  }

  /**
   * The prices of a file.
   *
   * @throws AssayException (USAGE) with every problem of the file
   */
  public static Prices load(Path path) {
    Problems problems = new Problems();
    Optional<PriceFile> file = YamlFile.read(path, PriceFile.class, problems);
    problems.throwIfAny();
    return of(path, file.orElseThrow());
  }

  private static Prices of(Path path, PriceFile file) {
    Map<String, TokenPrice> models = new HashMap<>();
    PriceFile.LiteLlm more = file.litellm();
    if (more != null) {
      models.putAll(LiteLlmPrices.read(path.resolveSibling(more.file()), more.asOf()));
    }
    file.models().forEach((name, model) -> models.put(name, model.priced(name, file.asOf())));
    return new Prices(
        path.toString(),
        file.asOf(),
        file.coreHourUsd(),
        file.personHourUsd(),
        file.goldLabelUsd(),
        models);
  }

  /**
   * The price of a model.
   *
   * @throws AssayException (USAGE) if there is none: a budget without a price never trips
   */
  public TokenPrice model(String name) {
    TokenPrice price = models.get(name);
    if (price == null) {
      throw new AssayException(ExitCode.USAGE, unknown(name));
    }
    return price;
  }

  /**
   * The price that an endpoint states or names.
   *
   * @throws AssayException (USAGE) if the name has no price
   * @throws IllegalArgumentException if it is charged by CPU time; see {@link #cpu}
   */
  public TokenPrice of(LlmPrice price) {
    if (price.isCpu()) {
      throw new IllegalArgumentException("a model charged by CPU time has no price of tokens");
    }
    String name = price.name();
    return name != null
        ? model(name)
        : new TokenPrice(
            "inline",
            Objects.requireNonNull(price.inputUsdPerMillion()),
            Objects.requireNonNull(price.outputUsdPerMillion()),
            Objects.requireNonNull(price.asOf()));
  }

  /** What CPU time costs, rounded up to a whole micro-dollar. */
  public Money cpu(double coreSeconds) {
    BigDecimal hours =
        BigDecimal.valueOf(coreSeconds).divide(SECONDS_AN_HOUR, DECIMALS, RoundingMode.CEILING);
    return Money.roundedUp(hours.multiply(coreHourUsd));
  }

  private String unknown(String name) {
    String hint =
        NearestName.of(name, models.keySet())
            .map(near -> "did you mean \"" + near + "\"? Else add")
            .orElse("add");
    return "%s: there is no price of \"%s\"; %s under models:\n".formatted(source, name, hint)
        + "  %s: {input_usd_per_million: …, output_usd_per_million: …}".formatted(name);
  }
}
