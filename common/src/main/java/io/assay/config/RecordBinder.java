package io.assay.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns nodes into records, noting every problem at its node. Empty always means: noted. */
final class RecordBinder {
  private final Map<Class<?>, Function<YamlNode, Optional<Object>>> special;

  RecordBinder() {
    this(Map.of());
  }

  /**
   * A binder with types that have a reader of their own.
   *
   * @param special type to its reader, which notes its problems itself
   */
  RecordBinder(Map<Class<?>, Function<YamlNode, Optional<Object>>> special) {
    this.special = special;
  }

  /** The keys of a record type. */
  static List<String> keysOf(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalArgumentException(type + " is no record: it cannot be read from a file");
    }
    return Stream.of(type.getRecordComponents())
        .filter(component -> !component.isAnnotationPresent(Supplied.class))
        .map(Component::keyOf)
        .toList();
  }

  /** Notes each key that is none of {@code known}. */
  static void checkKeys(YamlNode node, Collection<String> known) {
    node.entries().values().stream()
        .filter(entry -> !known.contains(entry.name()))
        .forEach(
            entry ->
                entry.problem(
                    "key \"" + entry.name() + "\" is not known; " + Hint.of(entry.name(), known)));
  }

  <T> Optional<T> bind(YamlNode node, Class<T> type, Map<String, Object> supplied) {
    checkKeys(node, keysOf(type));
    return fill(node, type, supplied);
  }

  /**
   * A record from the keys that it has, whatever further keys there are.
   *
   * @param supplied values of {@link Supplied} components by name
   */
  <T> Optional<T> fill(YamlNode node, Class<T> type, Map<String, Object> supplied) {
    if (!node.isMapping()) {
      node.problem(node.name() + " must have keys: " + String.join(", ", keysOf(type)));
      return Optional.empty();
    }
    Map<String, YamlNode> entries = node.entries();
    List<@Nullable Object> values = new ArrayList<>();
    boolean whole = true;
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.isAnnotationPresent(Supplied.class)) {
        values.add(supplied.get(component.getName()));
        continue;
      }
      Component key = new Component(component);
      Optional<Object> value = key.isGiven(entries) ? key.in(entries, this) : key.left(node, this);
      whole &= value.isPresent() || key.mayStayNull(entries);
      values.add(value.orElse(null));
    }
    return whole ? construct(node, type, values) : Optional.empty();
  }

  private static <T> Optional<T> construct(
      YamlNode node, Class<T> type, List<@Nullable Object> values) {
    Class<?>[] types =
        Stream.of(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance(values.toArray()));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException bad) {
        node.problem(node.name() + (node.name().isEmpty() ? "" : ": ") + bad.getMessage());
        return Optional.empty();
      }
      throw new IllegalStateException(type + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be made", e);
    }
  }

  /** A value of any type that a component may have. */
  Optional<Object> value(YamlNode node, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      return generic.getRawType() == Map.class ? map(node, arguments[1]) : list(node, arguments[0]);
    }
    Class<?> raw = (Class<?>) type;
    if (special.containsKey(raw)) {
      return special.get(raw).apply(node);
    }
    if (raw == Object.class) {
      return Optional.ofNullable(PlainValue.of(node));
    }
    if (Scalars.knows(raw)) {
      return Scalars.bind(node, raw);
    }
    return node.text().isPresent() && shortForm(raw).isPresent()
        ? shortForm(raw).map(method -> invoke(method, node.text().orElseThrow()))
        : bind(node, raw, Map.of()).map(record -> record);
  }

  /** The factory that makes a record of a single text: its {@link JsonCreator}. */
  private static Optional<Method> shortForm(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(JsonCreator.class))
        .findFirst();
  }

  private static Object invoke(Method factory, String text) {
    try {
      factory.setAccessible(true);
      return factory.invoke(null, text);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(factory + " failed", e);
    }
  }

  private Optional<Object> list(YamlNode node, Type element) {
    List<YamlNode> elements = node.elements();
    List<Object> values = elements.stream().flatMap(e -> value(e, element).stream()).toList();
    return values.size() == elements.size() ? Optional.of(values) : Optional.empty();
  }

  private Optional<Object> map(YamlNode node, Type valueType) {
    if (!node.isMapping()) {
      node.problem(node.name() + " must have keys, not be " + node.shown());
      return Optional.empty();
    }
    Map<String, Object> values = new LinkedHashMap<>();
    Map<String, YamlNode> entries = node.entries();
    entries.forEach((key, entry) -> value(entry, valueType).ifPresent(v -> values.put(key, v)));
    return values.size() == entries.size()
        ? Optional.of(Collections.unmodifiableMap(values))
        : Optional.empty();
  }
}
