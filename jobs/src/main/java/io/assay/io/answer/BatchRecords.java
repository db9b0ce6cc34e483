package io.assay.io.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.assay.io.LakeFiles;
import java.util.List;
import org.apache.hadoop.fs.Path;

/** The batches of one model and prompt, a small file each. */
public final class BatchRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LakeFiles files;
  private final Path folder;

  BatchRecords(LakeFiles files, Path answers) {
    this.files = files;
    this.folder = new Path(answers, "_batches");
  }

  /** Batches whose answers are not in the store yet, in the order of their marks. */
  public List<BatchRecord> open() {
    return files.names(folder).stream()
        .filter(name -> name.endsWith(".json") && !name.startsWith("_"))
        .map(name -> parsed(new Path(folder, name)))
        .filter(record -> !record.collected())
        .toList();
  }

  /** Keeps what is known of a batch now. */
  public void save(BatchRecord record) {
    try {
      files.replace(new Path(folder, record.mark() + ".json"), JSON.writeValueAsString(record));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private BatchRecord parsed(Path file) {
    try {
      return JSON.readValue(files.read(file).orElseThrow(), BatchRecord.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(file + " is no record of a batch", e);
    }
  }
}
