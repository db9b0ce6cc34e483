package io.assay.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What Spark writes down of applications, to tell their start from their work. */
final class EventLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path folder;

  /** Creates the folder that applications write to. */
  EventLog(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /** Options of {@code spark-submit} that switch it on, one uncompressed file an application. */
  String submitOptions() {
    return "--conf spark.eventLog.enabled=true --conf spark.eventLog.rolling.enabled=false"
        + " --conf spark.eventLog.compress=false --conf spark.eventLog.dir="
        + folder.toUri();
  }

  /** Seconds of the last application from the start of its first task to its end. */
  double secondsFromFirstTask() throws IOException {
    List<JsonNode> events = lastApplication();
    LongStream starts =
        of(events, "TaskStart").mapToLong(event -> event.at("/Task Info/Launch Time").longValue());
    LongStream ends =
        of(events, "ApplicationEnd").mapToLong(event -> event.at("/Timestamp").longValue());
    return (ends.max().orElseThrow() - starts.min().orElseThrow()) / 1e3;
  }

  private List<JsonNode> lastApplication() throws IOException {
    File last =
        Arrays.stream(Objects.requireNonNull(folder.toFile().listFiles()))
            .max(Comparator.comparingLong(File::lastModified))
            .orElseThrow();
    try (MappingIterator<JsonNode> events = JSON.readerFor(JsonNode.class).readValues(last)) {
      return events.readAll();
    }
  }

  private static Stream<JsonNode> of(List<JsonNode> events, String name) {
    return events.stream()
        .filter(event -> event.path("Event").asText().equals("SparkListener" + name));
  }
}
