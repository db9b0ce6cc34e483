package io.assay.llm.prompt;

import io.assay.config.NearestName;
import io.assay.config.Problems;
import io.assay.llm.call.AnswerCodes;
import io.assay.llm.call.AnswerOptions;
import io.assay.llm.call.ChatMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A prompt with the slots {@code {labels}}, {@code {shots}} and {@code {post}}. Lines {@code ---
 * system}, {@code --- user} and {@code --- assistant} begin a message; without any the whole is the
 * user's. A line {@code --- abstain WORD} lets the model answer WORD instead of a label.
 *
 * <p>The post stands in the last message, after everything that is the same for all posts, since
 * servers keep what prompts have in common.
 */
public final class PromptTemplate {
  private static final Pattern HEADER = Pattern.compile("---\\s*(\\w+)(?:\\s+(\\S.*?))?\\s*");
  private static final Pattern SLOT = Pattern.compile("\\{([A-Za-z_]+)\\}");
  private static final List<String> SLOTS = List.of("labels", "shots", "post");
  private static final List<String> ROLES = List.of("system", "user", "assistant");

  private final String text;
  private final List<ChatMessage> messages;
  private final @Nullable String abstention;

  private PromptTemplate(String text, List<ChatMessage> messages, @Nullable String abstention) {
    this.text = text;
    this.messages = List.copyOf(messages);
    this.abstention = abstention;
  }

  /**
   * The template in a file.
   *
   * @throws io.assay.config.AssayException (USAGE) with every problem and its line
   */
  public static PromptTemplate load(Path file) {
    Problems problems = new Problems();
    Optional<PromptTemplate> template = read(file, problems);
    problems.throwIfAny();
    return template.orElseThrow();
  }

  /** The template in a file; empty if there is a problem, which is then noted. */
  public static Optional<PromptTemplate> read(Path file, Problems problems) {
    try {
      return parse(file, Files.readString(file), problems);
    } catch (IOException e) {
      problems.add(file, 0, "the prompt cannot be read as UTF-8 text: " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The template in a file's text; empty if there is something wrong, which problems then say. */
  public static Optional<PromptTemplate> parse(Path file, String text, Problems problems) {
    Parser parser = new Parser(file, problems);
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      parser.line(i + 1, lines.get(i));
    }
    return parser.finish(text);
  }

  /** The file as it stands. */
  public String text() {
    return text;
  }

  /** The answer that means "none of these", if the prompt offers one. */
  public Optional<String> abstention() {
    return Optional.ofNullable(abstention);
  }

  /** Whether examples can be shown. */
  public boolean takesShots() {
    return messages.stream().anyMatch(message -> message.content().contains("{shots}"));
  }

  /**
   * The messages for one post.
   *
   * @param post as it may leave the house
   */
  public List<ChatMessage> render(
      AnswerOptions options, AnswerCodes codes, List<Shot> shots, String post) {
    String labels = labels(options, codes);
    String examples = examples(codes, shots);
    String safePost = PostText.safe(post);
    // One pass: what a slot brings in is never searched for slots.
    return messages.stream()
        .map(
            message ->
                new ChatMessage(
                    message.role(),
                    SLOT.matcher(message.content())
                        .replaceAll(
                            slot ->
                                Matcher.quoteReplacement(
                                    filled(slot, labels, examples, safePost)))))
        .toList();
  }

  private static String filled(MatchResult slot, String labels, String shots, String post) {
    return switch (slot.group(1)) {
      case "labels" -> labels;
      case "shots" -> shots;
      default -> post;
    };
  }

  private static String labels(AnswerOptions options, AnswerCodes codes) {
    return codes.codes().stream()
        .map(code -> label(code, options.description(code.answer())))
        .collect(Collectors.joining("\n"));
  }

  private static String label(AnswerCodes.Code code, String description) {
    boolean own = code.written().equals(code.answer());
    String name = own ? "- " + code.answer() : code.written() + ". " + code.answer();
    return description.isEmpty() ? name : name + ": " + description;
  }

  private static String examples(AnswerCodes codes, List<Shot> shots) {
    return shots.stream()
        .map(
            shot ->
                "Post: %s\nLabel: %s"
                    .formatted(PostText.safe(shot.text()), codes.written(shot.label())))
        .collect(Collectors.joining("\n\n"));
  }

  /** Reads line by line, noting every problem. */
  private static final class Parser {
    private final Path file;
    private final Problems problems;
    private final List<ChatMessage> messages = new ArrayList<>();
    private final StringBuilder content = new StringBuilder();
    private String role = "user";
    private @Nullable String abstention;
    private int postLine;
    private boolean bad;

    Parser(Path file, Problems problems) {
      this.file = file;
      this.problems = problems;
    }

    void line(int number, String line) {
      Matcher header = HEADER.matcher(line);
      if (header.matches()) {
        header(number, header.group(1), header.group(2));
      } else {
        SLOT.matcher(line).results().forEach(slot -> slot(number, slot.group(1)));
        content.append(line).append('\n');
      }
    }

    private void header(int number, String word, @Nullable String rest) {
      if (word.equals("abstain") && rest != null) {
        abstention = rest;
      } else if (ROLES.contains(word) && rest == null) {
        endMessage();
        role = word;
        if (postLine > 0) {
          problem(number, "the message with {post} must be the last");
        }
      } else {
        problem(number, "a section is --- system, --- user, --- assistant or --- abstain WORD");
      }
    }

    private void slot(int number, String name) {
      if (!SLOTS.contains(name)) {
        String near =
            NearestName.of(name, SLOTS).map(n -> "; did you mean {" + n + "}?").orElse("");
        problem(number, "there is no slot {" + name + "}: use {labels}, {shots} and {post}" + near);
      } else if (name.equals("post")) {
        postLine = number;
      } else if (postLine > 0) {
        problem(
            number,
            "{" + name + "} must stand before {post}: the server keeps the unchanging part");
      }
    }

    private void endMessage() {
      String whole = content.toString().strip();
      if (!whole.isEmpty()) {
        messages.add(new ChatMessage(role, whole));
      }
      content.setLength(0);
    }

    private void problem(int line, String message) {
      problems.add(file, line, message);
      bad = true;
    }

    Optional<PromptTemplate> finish(String text) {
      endMessage();
      if (postLine == 0) {
        problem(0, "the prompt has no {post}: write it where the post belongs");
      }
      return bad ? Optional.empty() : Optional.of(new PromptTemplate(text, messages, abstention));
    }
  }
}
