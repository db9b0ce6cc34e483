package io.assay.config;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Tag;

/** A node as JSON would have it: map, list, text, number, true, false, null. */
final class PlainValue {
  private PlainValue() {}

  static @Nullable Object of(YamlNode node) {
    if (node.isMapping()) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      node.entries().forEach((key, entry) -> values.put(key, of(entry)));
      return values;
    }
    return node.isList()
        ? node.elements().stream().map(PlainValue::of).toList()
        : node.text().map(text -> scalar(node, text)).orElse(null);
  }

  private static Object scalar(YamlNode node, String text) {
    Tag tag = node.node().getTag();
    if (tag.equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
      return Boolean.valueOf(text);
    }
    return tag.equals(Tag.INT) || tag.equals(Tag.FLOAT) ? number(text) : text;
  }

  /** YAML 1.1 also takes {@code 1:30} and {@code 0x1F} for numbers; here they stay text. */
  private static Object number(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
