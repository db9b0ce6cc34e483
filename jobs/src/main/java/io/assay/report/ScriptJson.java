package io.assay.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/** JSON that may stand in a script element: nothing in it can end the element or open a comment. */
final class ScriptJson {
  private static final JsonMapper MAPPER = mapper();

  private ScriptJson() {}

  static String of(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a " + value.getClass().getSimpleName() + " as JSON", e);
    }
  }

  private static JsonMapper mapper() {
    JsonMapper mapper = JsonMapper.builder().build();
    mapper.getFactory().setCharacterEscapes(new MarkupEscapes());
    return mapper;
  }

  /** The letters of markup and the line ends of old scripts, each as a \\u escape. */
  private static final class MarkupEscapes extends CharacterEscapes {
    private static final String ESCAPED = "<>&\u2028\u2029";
    private final int[] ascii = standardAsciiEscapesForJSON();

    MarkupEscapes() {
      ESCAPED.chars().filter(c -> c < ascii.length).forEach(c -> ascii[c] = ESCAPE_CUSTOM);
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int ch) {
      return ESCAPED.indexOf(ch) < 0 ? null : new SerializedString(String.format("\\u%04x", ch));
    }
  }
}
