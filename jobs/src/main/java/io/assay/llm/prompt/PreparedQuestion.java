package io.assay.llm.prompt;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.LlmEndpoint;
import io.assay.config.LlmEndpoint.Scoring;
import io.assay.cost.Prices;
import io.assay.llm.call.AnswerCodes;
import io.assay.llm.call.AnswerOptions;
import io.assay.llm.call.ChatMessage;
import io.assay.llm.call.ChatRequest;
import io.assay.llm.local.LocalModel;
import io.assay.llm.prompt.PromptKey.ModelIdentity;
import io.assay.post.ContentHash;
import io.assay.post.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A question as one model is asked it: everything of the requests but the posts. */
public final class PreparedQuestion {
  private final LlmQuestion question;
  private final LlmEndpoint endpoint;
  private final AnswerOptions options;
  private final List<Shot> shots;
  private final ModelIdentity model;
  private final PromptKey key;

  /**
   * Prepares a question.
   *
   * @param weights of a local endpoint, null for others
   * @throws AssayException (USAGE) for a prompt that cannot show the examples, or for a price that
   *     is not known
   */
  public PreparedQuestion(
      LlmQuestion question, LlmEndpoint endpoint, @Nullable LocalModel weights, Prices prices) {
    this.question = question;
    this.endpoint = endpoint;
    this.options =
        new AnswerOptions(question.labels(), question.template().abstention().orElse(null));
    this.shots =
        question.shots().stream()
            .map(shot -> new Shot(Redaction.apply(shot.text()), shot.label()))
            .toList();
    if (!shots.isEmpty() && !question.template().takesShots()) {
      throw new AssayException(
          ExitCode.USAGE,
          "labeler %s: the prompt has no {shots}, but %d shots are to be shown"
              .formatted(question.labeler(), shots.size()));
    }
    if (!endpoint.price().isCpu()) {
      prices.of(endpoint.price());
    }
    this.model = identity(endpoint, weights);
    this.key = PromptKey.of(endpoint, model, question.template(), options, shots);
  }

  private static ModelIdentity identity(LlmEndpoint endpoint, @Nullable LocalModel weights) {
    return weights == null
        ? new ModelIdentity(
            Objects.requireNonNull(endpoint.baseUrl()),
            Objects.requireNonNull(endpoint.model()),
            "")
        : new ModelIdentity("local", weights.name(), weights.sha256());
  }

  /** What the model may answer. */
  public AnswerOptions options() {
    return options;
  }

  List<Shot> shots() {
    return shots;
  }

  /** Who is asked. */
  public ModelIdentity model() {
    return model;
  }

  /** What answers are kept under. */
  public PromptKey key() {
    return key;
  }

  /** Each distinct redacted text once, in the posts' order. */
  public Map<String, AskRequest> distinct(List<LlmQuestion.Post> posts, int repeat) {
    Map<String, AskRequest> texts = new LinkedHashMap<>();
    for (LlmQuestion.Post post : posts) {
      String text = Redaction.apply(post.text());
      String hash = ContentHash.sha256_128(text);
      texts.putIfAbsent(hash, new AskRequest(hash, text, repeat));
    }
    return texts;
  }

  /** The request of a post, as {@link #distinct} names it. */
  public static String hash(LlmQuestion.Post post) {
    return ContentHash.sha256_128(Redaction.apply(post.text()));
  }

  /** What is sent of the post and around it. */
  public List<ChatMessage> messages(AnswerCodes codes, String text) {
    return question.template().render(options, codes, shots, text);
  }

  /** From a text to the body of its request. */
  public UnaryOperator<String> bodies(AnswerCodes codes) {
    ChatRequest chat = new ChatRequest(endpoint, model.name(), codes);
    return text -> chat.body(messages(codes, text));
  }

  /**
   * How answers are coded, as far as that is known without a server.
   *
   * @param note that stands beside the answers
   */
  public Optional<AnswerCodes> codes(Optional<String> note) {
    return endpoint.scoring() == Scoring.FIRST_TOKEN
        ? note.flatMap(PromptNote::parse).map(PromptNote::codes)
        : Optional.of(words());
  }

  /** Every answer in its own words. */
  public AnswerCodes words() {
    return AnswerCodes.words(options.answers());
  }

  /** What is to be noted beside the answers. */
  public PromptNote note(AnswerCodes codes) {
    return PromptNote.of(model, options.labels(), shots, question.template().text(), codes);
  }
}
