package io.assay.llm.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads one of a list of answers from what a model wrote, kindly: any case, quotes, a code fence,
 * JSON, {@code Label: funny.} But an answer that is not in the list is none, and so is one that
 * names two.
 */
final class AnswerText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern FENCE = Pattern.compile("```\\w*");
  private static final Pattern OBJECT = Pattern.compile("\\{[^{}]*\\}");
  private static final Pattern LEAD =
      Pattern.compile(
          "^(?:(?:the )?(?:label|answer|category|class|output|result)(?: is)?\\s*[:=]\\s*)+");
  private static final Pattern EDGE = Pattern.compile("^[\\s\\p{P}\\p{S}]+|[\\s\\p{P}\\p{S}]+$");
  private static final Pattern SENTENCE_END = Pattern.compile("[.;:!?\\n]|\\s[-–—(]");

  private final Map<String, String> answers = new HashMap<>();

  AnswerText(List<String> answers) {
    answers.forEach(answer -> this.answers.putIfAbsent(key(answer), answer));
  }

  /** The answer that was written; empty if it is none of the list. */
  Optional<String> read(String content) {
    String text = FENCE.matcher(content).replaceAll(" ").strip();
    var object = OBJECT.matcher(text);
    if (object.find()) {
      return fromJson(object.group()).flatMap(this::exactly);
    }
    return exactly(text).or(() -> firstWords(text));
  }

  private Optional<String> exactly(String text) {
    return Optional.ofNullable(answers.get(key(text)));
  }

  /** An answer followed by an explanation, if the explanation names no other answer. */
  private Optional<String> firstWords(String text) {
    var end = SENTENCE_END.matcher(withoutLead(text));
    if (!end.find()) {
      return Optional.empty();
    }
    String lead = withoutLead(text);
    Optional<String> answer = exactly(lead.substring(0, end.start()));
    String rest = " " + lead.substring(end.start()).replaceAll("[^\\p{L}\\p{N}]+", " ") + " ";
    boolean ambiguous =
        answers.keySet().stream()
            .filter(key -> answer.isPresent() && !key.equals(key(answer.get())))
            .anyMatch(key -> rest.contains(" " + key + " "));
    return ambiguous ? Optional.empty() : answer;
  }

  private static Optional<String> fromJson(String object) {
    try {
      JsonNode node = JSON.readTree(object);
      JsonNode label = node.has("label") ? node.get("label") : node.path(firstName(node));
      return label.isTextual() ? Optional.of(label.textValue()) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String firstName(JsonNode object) {
    var names = object.fieldNames();
    return names.hasNext() ? names.next() : "";
  }

  private static String key(String text) {
    String plain = EDGE.matcher(withoutLead(text)).replaceAll("");
    return plain.isEmpty() ? folded(text) : plain;
  }

  private static String withoutLead(String text) {
    String bare = EDGE.matcher(folded(text)).replaceFirst("");
    return LEAD.matcher(bare).replaceFirst("");
  }

  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }
}
