package io.assay.llm.call;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says in the user's words what makes every call fail.
 *
 * @param model as the server should know it
 * @param keyVariable environment variable of the key, null if none is configured
 */
public record CallFault(String url, String model, @Nullable String keyVariable) {
  /**
   * What to tell the user, if nobody will get an answer.
   *
   * @param reached whether any call had a reply before: then a server that is away may come back
   */
  public Optional<AssayException> of(CallVerdict verdict, CallResult result, boolean reached) {
    String said = "%s says %s".formatted(url, CallVerdict.words(result));
    return switch (verdict) {
      case WRONG_KEY -> Optional.of(new AssayException(ExitCode.USAGE, said + ": " + key()));
      case NO_SUCH_MODEL ->
          Optional.of(
              new AssayException(
                  ExitCode.USAGE,
                  "%s: there is no model %s, or base_url is wrong".formatted(said, model)));
      case NOT_REACHED ->
          reached
              ? Optional.empty()
              : Optional.of(
                  new AssayException(
                      ExitCode.NOT_READY,
                      "nobody answers at %s: %s. Start the server, or name another with --llm"
                          .formatted(url, CallVerdict.words(result))));
      default -> Optional.empty();
    };
  }

  private String key() {
    return keyVariable == null
        ? "it wants a key; name its environment variable as api_key_env"
        : "the key in the environment variable " + keyVariable + " is not accepted";
  }
}
