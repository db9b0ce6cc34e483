package io.assay.config;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/**
 * JSON that has the same bytes for the same value, on every machine and Java: snake_case names, map
 * entries sorted by key, the shortest text of a double, null for what is not a number, forward
 * slashes in paths, line feeds.
 */
public final class CanonicalJson {
  private static final JsonMapper COMPACT =
      mapper()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
          .build();
  private static final JsonMapper INDENTED = mapper().build();

  private CanonicalJson() {}

  /** One line with all keys sorted, for digests. */
  public static String of(Object value) {
    try {
      return COMPACT.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass() + " has no JSON", e);
    }
  }

  /** For files: indented, a record's keys in its own order, a line feed at the end. */
  public static String pretty(Object value) {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(separators)
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter);
    try {
      return INDENTED.writer(printer).writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value.getClass() + " has no JSON", e);
    }
  }

  private static JsonMapper.Builder mapper() {
    return JsonMapper.builder()
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        // A record is its components; what else it can tell follows from them.
        .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
        .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
        .addModule(scalars());
  }

  private static SimpleModule scalars() {
    SimpleModule module = new SimpleModule("assay");
    add(module, Double.class, CanonicalJson::number);
    add(module, double.class, CanonicalJson::number);
    add(module, BigDecimal.class, (json, value) -> json.writeNumber(stripped(value)));
    add(module, Path.class, (json, value) -> json.writeString(value.toString().replace('\\', '/')));
    add(module, LocalDate.class, (json, value) -> json.writeString(value.toString()));
    add(module, Instant.class, (json, value) -> json.writeString(value.toString()));
    add(module, Enum.class, (json, value) -> json.writeString(EnumNames.of(value)));
    return module;
  }

  private static void number(JsonGenerator json, Double value) throws IOException {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeNull();
    }
  }

  private static BigDecimal stripped(BigDecimal value) {
    return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
  }

  @FunctionalInterface
  private interface Writer<T> {
    void write(JsonGenerator json, T value) throws IOException;
  }

  private static <T> void add(SimpleModule module, Class<T> type, Writer<? super T> writer) {
    module.addSerializer(
        type,
        new JsonSerializer<T>() {
          @Override
          public void serialize(T value, JsonGenerator json, SerializerProvider provider)
              throws IOException {
            writer.write(json, value);
          }
        });
  }
}
