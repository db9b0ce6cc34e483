package io.assay.llm.call;

import io.assay.llm.call.CallResult.Lost;
import io.assay.llm.call.CallResult.Reply;
import java.util.regex.Pattern;

/** What a result means for the request and for the whole run. */
public enum CallVerdict {
  /** There is an answer, whatever it says. */
  ANSWERED,
  /** It may go better the next time. */
  RETRY,
  /** The same, and the provider wants fewer calls. */
  THROTTLED,
  /** This text gets no answer; others may. */
  REJECTED,
  /** Nobody will get an answer: the key is missing, wrong or not allowed to. */
  WRONG_KEY,
  /** Nobody will get an answer: there is no such model or path. */
  NO_SUCH_MODEL,
  /** Nobody will get an answer until the account is filled. */
  NO_CREDIT,
  /** There is nobody at the address. */
  NOT_REACHED;

  private static final Pattern NO_MONEY =
      Pattern.compile(
          "insufficient_quota|insufficient_credit|billing|credit balance|exceeded your");

  /** What a result means; a call that was lost may go better again, unless it never left. */
  public static CallVerdict of(CallResult result) {
    if (result instanceof Lost lost) {
      return lost.sent() ? RETRY : NOT_REACHED;
    }
    return of((Reply) result);
  }

  private static CallVerdict of(Reply reply) {
    return switch (reply.status()) {
      case 200 -> Completion.read(reply.body()).isPresent() ? ANSWERED : RETRY;
      case 401, 403 -> WRONG_KEY;
      case 402 -> NO_CREDIT;
      case 404 -> NO_SUCH_MODEL;
      case 429 -> NO_MONEY.matcher(Completion.error(reply.body())).find() ? NO_CREDIT : THROTTLED;
      case 408, 409, 425 -> RETRY;
      default -> reply.status() >= 500 ? RETRY : REJECTED;
    };
  }

  /** Whether the provider may have done the work without telling what it billed. */
  public static boolean billUnknown(CallResult result) {
    if (result instanceof Reply reply) {
      // Behind a gateway that gave up, and in a body cut short, the model may well have answered.
      int status = reply.status();
      return status == 408 || status == 502 || status == 504 || (status >= 200 && status < 300);
    }
    return ((Lost) result).sent();
  }

  /** Why, for people; nothing of the request or of the answer. */
  public static String words(CallResult result) {
    if (result instanceof Reply reply) {
      return reply.status() == 200
          ? "HTTP 200 without a chat completion"
          : "HTTP " + reply.status();
    }
    return ((Lost) result).reason();
  }
}
