package io.assay.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The kinds of labelers that a task file may name.
 *
 * @param settings the record type of a kind's settings, empty for an unknown kind
 * @param known names for hints
 */
public record LabelerKinds(
    Function<String, Optional<Class<? extends LabelerSettings>>> settings,
    Collection<String> known) {

  public LabelerKinds {
    known = List.copyOf(known);
  }

  /** A closed list of kinds. */
  public static LabelerKinds of(Map<String, Class<? extends LabelerSettings>> kinds) {
    return new LabelerKinds(kind -> Optional.ofNullable(kinds.get(kind)), kinds.keySet());
  }
}
