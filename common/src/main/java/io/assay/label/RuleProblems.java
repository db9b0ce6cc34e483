package io.assay.label;

import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.config.NearestName;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Everything that is wrong with a file of rules, so that one look shows it all. */
final class RuleProblems {
  private final Path file;
  private final List<String> problems = new ArrayList<>();

  RuleProblems(Path file) {
    this.file = file;
  }

  void add(long line, String problem) {
    problems.add(file + ":" + line + ": " + problem);
  }

  /** Adds that a name is none of those known, and which of them it may have been meant to be. */
  void addUnknown(long line, String problem, String name, Collection<String> known) {
    String hint =
        NearestName.of(name, known)
            .map(nearest -> ", did you mean '" + nearest + "'?")
            .orElseGet(() -> "; known are " + String.join(", ", known));
    add(line, problem + hint);
  }

  /** Adds a problem that another one would explain. */
  void addIfNone(long line, String problem) {
    if (problems.isEmpty()) {
      add(line, problem);
    }
  }

  /** Throws what was added, if anything was. */
  void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new AssayException(ExitCode.USAGE, String.join("\n", problems));
    }
  }

  /** The text of a file without a byte order mark. */
  static String read(Path file) {
    try {
      String text = Files.readString(file);
      return text.startsWith("\ufeff") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw new AssayException(ExitCode.USAGE, file + ": there is no such file of rules", e);
    } catch (CharacterCodingException e) {
      throw new AssayException(ExitCode.USAGE, file + ": is not UTF-8", e);
    } catch (IOException e) {
      throw new AssayException(ExitCode.USAGE, file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
