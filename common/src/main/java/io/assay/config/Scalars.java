package io.assay.config;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Single values of a YAML file: text, numbers, dates, yes or no, names of a list. */
final class Scalars {
  private record Kind(String words, boolean quotable, Function<String, Object> parse) {}

  private static final Map<Class<?>, Kind> KINDS =
      Map.of(
          String.class, new Kind("a text", true, text -> text),
          Integer.class, new Kind("a whole number", false, text -> whole(text).intValueExact()),
          Long.class, new Kind("a whole number", false, text -> whole(text).longValueExact()),
          Double.class, new Kind("a number", false, Scalars::finite),
          Boolean.class, new Kind("true or false", false, Scalars::truth),
          BigDecimal.class, new Kind("a number", false, Scalars::decimal),
          LocalDate.class, new Kind("a date such as 2026-11-01", true, LocalDate::parse));

  private Scalars() {}

  static boolean knows(Class<?> type) {
    return type.isEnum() || KINDS.containsKey(wrapped(type));
  }

  /** The value, or empty with its problem noted. */
  static Optional<Object> bind(YamlNode node, Class<?> type) {
    return type.isEnum()
        ? constant(node, type)
        : scalar(node, Objects.requireNonNull(KINDS.get(wrapped(type))));
  }

  private static Class<?> wrapped(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  private static Optional<Object> scalar(YamlNode node, Kind kind) {
    Optional<String> text = node.text().filter(any -> kind.quotable() || node.isPlain());
    try {
      if (text.isPresent()) {
        return text.map(kind.parse());
      }
    } catch (ArithmeticException | IllegalArgumentException | DateTimeParseException e) {
      // told below, in words that fit the file
    }
    node.problem(node.name() + " must be " + kind.words() + ", not " + node.shown());
    return Optional.empty();
  }

  private static Optional<Object> constant(YamlNode node, Class<?> type) {
    Optional<Object> found = node.text().flatMap(text -> EnumNames.find(type, text));
    if (found.isEmpty()) {
      String hint = Hint.of(node.text().orElse(""), EnumNames.all(type));
      node.problem(node.name() + ": " + node.shown() + " is not known; " + hint);
    }
    return found;
  }

  private static BigDecimal decimal(String text) {
    return new BigDecimal(text.replace("_", ""));
  }

  private static BigInteger whole(String text) {
    return decimal(text).toBigIntegerExact();
  }

  private static double finite(String text) {
    double value = decimal(text).doubleValue();
    if (Double.isInfinite(value)) {
      throw new ArithmeticException("too large");
    }
    return value;
  }

  private static boolean truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
