package io.assay.labeler;

import io.assay.config.LabelerSpec;
import io.assay.config.Task;
import io.assay.config.TaskLoader;
import io.assay.io.LakeFiles;
import io.assay.labeler.Labeler.NotTrained;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Lets a labeler learn from a few posts and label others. */
record LabelerTrial(SparkSession session, Path root) {
  private static final StructType POSTS =
      new StructType()
          .add(PostColumns.ID, DataTypes.StringType, false)
          .add(PostColumns.TEXT, DataTypes.StringType, false)
          .add(PostColumns.TAGS, DataTypes.createArrayType(DataTypes.StringType, false), false)
          .add(PostColumns.GOLD, DataTypes.StringType, true);

  /** A task of one labeler; both as they stand in a task file. */
  Task task(String labels, String labeler) throws IOException {
    String yaml =
        """
        task: small
        labels: %s
        bar: {metric: accuracy, at_least: 0.5}
        budget: {usd: 1}
        labelers: [%s]
        """
            .formatted(labels, labeler);
    return TaskLoader.load(Files.writeString(root.resolve("task.yaml"), yaml), Labelers.KINDS);
  }

  /** Lets the labeler learn, the LLM's labels being people's, and gives its notes. */
  List<String> learn(Task task, Dataset<Row> train, Dataset<Row> tune) throws NotTrained {
    LabelerSpec spec = task.labelers().get(0);
    Lesson.Embedder none =
        texts -> {
          throw new AssertionError("nothing here needs vectors");
        };
    List<String> notes = new ArrayList<>();
    Labelers.of(spec.kind())
        .learn(
            new Lesson(
                task,
                spec,
                train,
                tune,
                tune,
                tune,
                llm -> train,
                posts(),
                none,
                folder(),
                files(),
                notes::add));
    return notes;
  }

  Application application(Task task) {
    return new Application(task, task.labelers().get(0), folder(), files(), posts(), null);
  }

  /** By post: status, label, confidence (two digits), evidence. */
  Map<String, String> said(Task task, Dataset<Row> posts) {
    Labeler labeler = Labelers.of(task.labelers().get(0).kind());
    Map<String, String> said = new LinkedHashMap<>();
    for (Row row :
        labeler.label(posts, "o", application(task)).select("post_id", "o.*").collectAsList()) {
      said.put(
          row.getString(0),
          String.join(
              " ",
              IntStream.range(1, 5)
                  .mapToObj(i -> row.isNullAt(i) ? "-" : shown(row.get(i)))
                  .toList()));
    }
    return said;
  }

  private static String shown(Object value) {
    return value instanceof Double d ? "" + Math.round(d * 100) / 100.0 : value.toString();
  }

  /** Posts from {@code id|text|tag,tag|gold}. */
  Dataset<Row> posts(String... posts) {
    List<Row> rows =
        Arrays.stream(posts)
            .map(post -> post.split("\\|", -1))
            .map(
                part ->
                    RowFactory.create(
                        part[0],
                        part[1],
                        Stream.of(part[2].split(",", -1))
                            .filter(tag -> !tag.isEmpty())
                            .toArray(String[]::new),
                        part.length > 3 ? part[3] : null))
            .toList();
    return session.createDataFrame(rows, POSTS).coalesce(1);
  }

  org.apache.hadoop.fs.Path folder() {
    return new org.apache.hadoop.fs.Path(root.resolve("model").toUri());
  }

  LakeFiles files() {
    return new LakeFiles(new Configuration());
  }
}
