package io.assay.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.assay.config.AssayException;
import io.assay.config.ExitCode;
import io.assay.io.LakeFiles.Listing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;

/**
 * The folder of one task and date. What a step makes is staged first, then published: its manifest
 * entry goes, the old files go, the new ones come, the entry comes back. So half a table is never
 * taken for a whole one, on any file system.
 */
public final class RunFolder {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final LakeFiles files;
  private final Path path;
  private Manifest manifest;

  /**
   * Opens the folder, new or old.
   *
   * @throws AssayException {@link ExitCode#NOT_READY} if its manifest cannot be read
   */
  public RunFolder(LakeFiles files, Path path, String task, String ds) {
    this.files = files;
    this.path = path;
    this.manifest =
        files.read(manifestFile()).map(this::parse).orElseGet(() -> Manifest.empty(task, ds));
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** What is known of the run at this moment. */
  public Manifest manifest() {
    return manifest;
  }

  /** Small files of the run. */
  public LakeFiles files() {
    return files;
  }

  /** Where a published output is. */
  public Path published(String output) {
    return new Path(path, output);
  }

  /** Where a step puts an output before it is published. */
  public Path staged(String output) {
    return new Path(path, "_staging/" + output);
  }

  /** The lock of a run's folder. */
  public static Path lock(Path run) {
    return new Path(run, "_lock");
  }

  /**
   * Asks for a complete table.
   *
   * @throws AssayException {@link ExitCode#NOT_READY}, naming the command that makes it, if it is
   *     not there
   */
  public void require(Table table) {
    if (manifest.step(table.producer()).isEmpty()) {
      throw new AssayException(
          ExitCode.NOT_READY,
          "there is no table %s in %s yet; run `./assay %s` with the same options first"
              .formatted(table.path(), path, table.producer()));
    }
  }

  /** Whether a step was finished with this fingerprint and its files are still as it left them. */
  public boolean complete(String step, String fingerprint) {
    return manifest
        .step(step)
        .filter(s -> s.fingerprint().equals(fingerprint))
        .filter(s -> s.tables().values().stream().allMatch(this::untouched))
        .isPresent();
  }

  /** Replaces the manifest, in memory and in the lake. */
  public void save(Manifest next) {
    try {
      files.replace(manifestFile(), JSON.writeValueAsString(next) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    manifest = next;
  }

  /** Throws away what a step that did not finish has staged. */
  public void clearStaging() {
    files.delete(new Path(path, "_staging"));
  }

  /**
   * Makes a step's staged outputs the run's.
   *
   * @param step the entry without files, which are measured here
   * @param rows staged output to its number of rows
   * @param dependents steps whose tables are older than these from now on
   */
  public void publish(Manifest.Step step, Map<String, Long> rows, Set<String> dependents) {
    Predicate<Manifest.Step> outdated =
        s -> s.name().equals(step.name()) || dependents.contains(s.name());
    save(manifest.without(outdated));
    Map<String, Manifest.Output> outputs = new LinkedHashMap<>();
    rows.forEach((name, count) -> outputs.put(name, place(name, count)));
    save(
        manifest.with(
            new Manifest.Step(
                step.name(),
                step.fingerprint(),
                outputs,
                step.seconds(),
                step.spentMicroUsd(),
                step.notes())));
    clearStaging();
  }

  private Manifest.Output place(String name, long rows) {
    files.delete(published(name));
    files.move(staged(name), published(name));
    Listing listing = files.list(published(name));
    return new Manifest.Output(name, rows, listing.files(), listing.bytes());
  }

  private boolean untouched(Manifest.Output output) {
    return files.list(published(output.path())).equals(new Listing(output.files(), output.bytes()));
  }

  private Path manifestFile() {
    return new Path(path, "manifest.json");
  }

  private Manifest parse(String text) {
    try {
      return JSON.readValue(text, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new AssayException(
          ExitCode.NOT_READY,
          manifestFile()
              + " cannot be read as a manifest; move this run's folder away and run again",
          e);
    }
  }
}
