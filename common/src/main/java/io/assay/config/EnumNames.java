package io.assay.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an enum constant is called in files: its {@link JsonProperty}, else its name in lower case
 * with hyphens.
 */
final class EnumNames {
  private EnumNames() {}

  static String of(Enum<?> constant) {
    try {
      JsonProperty given =
          constant.getDeclaringClass().getField(constant.name()).getAnnotation(JsonProperty.class);
      return given != null ? given.value() : hyphened(constant.name());
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("an enum constant is a field", e);
    }
  }

  static List<String> all(Class<?> type) {
    return constants(type).map(EnumNames::of).toList();
  }

  /** The constant of a name; {@code _} and {@code -} are the same. */
  static Optional<Enum<?>> find(Class<?> type, String name) {
    return constants(type).filter(c -> hyphened(of(c)).equals(hyphened(name))).findFirst();
  }

  private static Stream<Enum<?>> constants(Class<?> type) {
    return Stream.of(type.getEnumConstants()).map(c -> (Enum<?>) c);
  }

  private static String hyphened(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
