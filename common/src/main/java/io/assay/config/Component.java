package io.assay.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One component of a record as one key of a file. */
record Component(RecordComponent component) {

  /** Its {@link JsonProperty}, else its name in snake_case. */
  static String keyOf(RecordComponent component) {
    JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
    return given != null
        ? given.value()
        : PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component.getName());
  }

  String key() {
    return keyOf(component);
  }

  /** Whether the file has the key with a value. */
  boolean isGiven(Map<String, YamlNode> entries) {
    YamlNode entry = entries.get(key());
    return entry != null && !entry.isNull();
  }

  /** Whether there is nothing to hold it up: the key may be left out and is. */
  boolean mayStayNull(Map<String, YamlNode> entries) {
    return !isGiven(entries) && isNullable();
  }

  Optional<Object> in(Map<String, YamlNode> entries, RecordBinder binder) {
    YamlNode entry = Objects.requireNonNull(entries.get(key()));
    return binder.value(entry, component.getGenericType()).filter(value -> allowed(entry, value));
  }

  /** The default of a key that is left out; a problem if it must be given. */
  Optional<Object> left(YamlNode record, RecordBinder binder) {
    Default given = component.getAnnotation(Default.class);
    if (given != null) {
      return binder.value(defaultNode(given.value()), component.getGenericType());
    }
    if (!isNullable()) {
      record.problemAt(
          key(),
          "\"" + key() + "\" is missing" + (record.name().isEmpty() ? "" : " in " + record.name()));
    }
    return Optional.empty();
  }

  private YamlNode defaultNode(String text) {
    Problems mistakes = new Problems();
    Path place = Path.of(component.getDeclaringRecord().getSimpleName());
    YamlNode wrapped =
        YamlFile.compose(place, key() + ": " + text, mistakes)
            .orElseThrow(() -> new IllegalStateException(mistakes.toString()));
    return Objects.requireNonNull(wrapped.entries().get(key()));
  }

  private boolean isNullable() {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private boolean allowed(YamlNode entry, Object value) {
    return inRange(entry, value) && inForm(entry, value);
  }

  private boolean inRange(YamlNode entry, Object value) {
    Within range = component.getAnnotation(Within.class);
    if (range == null) {
      return true;
    }
    double number = ((Number) value).doubleValue();
    boolean in = number >= range.min() && number <= range.max();
    if (!in) {
      entry.problem(key() + " must be " + words(range) + ", not " + entry.shown());
    }
    return in;
  }

  private static String words(Within range) {
    String min = number(range.min());
    return range.max() == Double.MAX_VALUE
        ? "at least " + min
        : "between " + min + " and " + number(range.max());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private boolean inForm(YamlNode entry, Object value) {
    Matches form = component.getAnnotation(Matches.class);
    boolean in = form == null || ((String) value).matches(form.value());
    if (form != null && !in) {
      entry.problem(
          key() + " must be " + form.words() + (form.shown() ? ", not " + entry.shown() : ""));
    }
    return in;
  }
}
