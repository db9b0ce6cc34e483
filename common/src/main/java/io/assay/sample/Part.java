package io.assay.sample;

import io.assay.config.Task;
import java.util.Locale;
import java.util.Optional;

/** What a post is used for. Rows that stand in two parts stay in the later one. */
public enum Part {
  /** Fits. */
  TRAIN,
  /** Chooses parameters, thresholds and prompts. */
  TUNE,
  /** Fits probability calibration and cascade thresholds. */
  CALIBRATE,
  /** Is scored. */
  TEST;

  /** The value that tables hold. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The part of a table value, empty if it is none. */
  public static Optional<Part> of(String key) {
    for (Part part : values()) {
      if (part.key().equals(key)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  /**
   * The part that a split given with gold means; {@code val} is halved by the group's number.
   *
   * @param u the group's random number, 0 to 1
   * @return empty if the name is no split
   */
  public static Optional<Part> ofGiven(String split, double u) {
    String key = split.strip().toLowerCase(Locale.ROOT);
    return switch (key) {
      case "val", "validation", "dev" -> Optional.of(u < 0.5 ? TUNE : CALIBRATE);
      default -> of(key);
    };
  }

  /**
   * The part of a group by the task's shares.
   *
   * @param u the group's random number, 0 to 1
   */
  public static Part ofShare(Task.Split shares, double u) {
    if (u < shares.train()) {
      return TRAIN;
    }
    if (u < shares.train() + shares.tune()) {
      return TUNE;
    }
    return u < shares.train() + shares.tune() + shares.calibrate() ? CALIBRATE : TEST;
  }
}
