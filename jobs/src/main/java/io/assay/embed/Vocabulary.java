package io.assay.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The words that a text model knows. */
public final class Vocabulary {
  private Vocabulary() {}

  /**
   * Words in lower case that are letters only, the most frequent first, which is how a WordPiece
   * vocabulary is ordered; none for tokenizers of other kinds.
   */
  public static List<String> words(ModelFiles files) {
    JsonNode model;
    try {
      model = new ObjectMapper().readTree(files.tokenizer().toFile()).path("model");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!model.path("type").asText().equals("WordPiece")) {
      return List.of();
    }
    return model.path("vocab").properties().stream()
        .filter(entry -> entry.getKey().chars().allMatch(Character::isLowerCase))
        .sorted(Comparator.comparingInt(entry -> entry.getValue().asInt()))
        .map(Map.Entry::getKey)
        .toList();
  }
}
