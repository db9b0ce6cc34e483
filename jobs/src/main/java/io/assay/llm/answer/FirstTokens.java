package io.assay.llm.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.llm.call.AnswerCodes;
import io.assay.llm.call.AnswerCodes.Code;
import io.assay.llm.call.CallResult.Reply;
import io.assay.llm.call.LlmClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds out, from a llama.cpp server, which token each answer begins with. Where two answers begin
 * alike, all are given letters.
 */
public final class FirstTokens {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final LlmClient client;

  /** Of the server that a client speaks to. */
  public FirstTokens(LlmClient client) {
    this.client = client;
  }

  /**
   * A code for each answer, no two with the same token.
   *
   * @throws AssayException (NOT_READY) if the server does not tell its tokens; (USAGE) if there are
   *     more answers than letters
   */
  public AnswerCodes of(List<String> answers) {
    AnswerCodes words = codes(answers, answers);
    return distinct(words) ? words : codes(answers, letters(answers.size()));
  }

  private static boolean distinct(AnswerCodes codes) {
    return codes.codes().stream().mapToInt(Code::tokenId).distinct().count()
        == codes.codes().size();
  }

  private static List<String> letters(int count) {
    if (count > LETTERS.length()) {
      throw new AssayException(
          ExitCode.USAGE,
          "scoring: first-token can tell %d answers apart, the task has %d; use scoring: generate"
              .formatted(LETTERS.length(), count));
    }
    return LETTERS.substring(0, count).chars().mapToObj(Character::toString).toList();
  }

  private AnswerCodes codes(List<String> answers, List<String> written) {
    List<Code> codes = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      JsonNode first = tokens(written.get(i)).path(0);
      codes.add(
          new Code(
              answers.get(i),
              written.get(i),
              first.path("piece").asText(),
              first.path("id").asInt()));
    }
    return new AnswerCodes(codes);
  }

  private JsonNode tokens(String text) {
    try {
      String body = JSON.writeValueAsString(Map.of("content", text, "with_pieces", true));
      if (client.tokenize(body) instanceof Reply reply && reply.status() == 200) {
        JsonNode tokens = JSON.readTree(reply.body()).path("tokens");
        if (tokens.path(0).path("id").isInt()) {
          return tokens;
        }
      }
    } catch (JsonProcessingException e) {
      throw unable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unable(e);
    }
    throw unable(null);
  }

  private AssayException unable(@org.jspecify.annotations.Nullable Exception cause) {
    AssayException error =
        new AssayException(
            ExitCode.NOT_READY,
            "the server at %s does not tell its tokens, which scoring: first-token needs; is it llama.cpp, and up? Else use scoring: generate"
                .formatted(client.url()));
    if (cause != null) {
      error.initCause(cause);
    }
    return error;
  }
}
