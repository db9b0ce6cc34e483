package io.assay.stats;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the API answers to the fields of a reference case, computed when asked for. */
final class Answers {
  /** A map whose keys are known to the case alone. */
  interface Lookup {
    @Nullable Object at(String key);
  }

  private final Map<String, Supplier<@Nullable Object>> fields = new LinkedHashMap<>();
  private final Map<Pattern, Function<Matcher, @Nullable Object>> families = new LinkedHashMap<>();

  Answers put(String field, Supplier<@Nullable Object> value) {
    fields.put(field, value);
    return this;
  }

  /**
   * {@code prefix_lower} and {@code prefix_upper}; no prefix gives {@code lower}, {@code upper}.
   */
  Answers interval(String prefix, Supplier<Interval> interval) {
    String start = prefix.isEmpty() ? "" : prefix + "_";
    return put(start + "lower", () -> interval.get().lower())
        .put(start + "upper", () -> interval.get().upper());
  }

  /** Fields whose name holds a parameter. */
  Answers family(String regex, Function<Matcher, @Nullable Object> value) {
    families.put(Pattern.compile(regex), value);
    return this;
  }

  @Nullable Object field(String name) {
    Supplier<@Nullable Object> value = fields.get(name);
    if (value != null) {
      return value.get();
    }
    for (Map.Entry<Pattern, Function<Matcher, @Nullable Object>> family : families.entrySet()) {
      Matcher matcher = family.getKey().matcher(name);
      if (matcher.matches()) {
        return family.getValue().apply(matcher);
      }
    }
    throw new AssertionError("the API cannot answer field " + name);
  }
}
