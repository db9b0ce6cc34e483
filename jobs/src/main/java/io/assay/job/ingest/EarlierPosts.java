package io.assay.job.ingest;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.xxhash64;

import io.assay.io.Origin;
import io.assay.io.Table;
import io.assay.io.input.InputFiles;
import io.assay.io.input.InputFiles.InputFile;
import io.assay.job.run.Growth;
import io.assay.job.run.JobContext;
import io.assay.job.run.Step;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Posts of files that an earlier run has read stay as they are; only files that came since are
 * read. If an id of theirs is there already, all are read again, as the first in the files counts.
 */
final class EarlierPosts {
  private static final Table[] TOGETHER = {Table.POSTS, Table.REJECTS};
  private static final String UNTIMED = "created_at_not_read";

  private final JobContext context;
  private final Origin origin;
  private final Optional<Growth> growth;
  private final PostRecords records;

  /**
   * Goes over the records of files that came since.
   *
   * @param rest what posts depend on beside files and code
   */
  EarlierPosts(JobContext context, InputFiles files, Map<String, Object> rest) {
    this.context = context;
    this.origin =
        Growth.origin(context, rest, files.files().stream().map(InputFile::identity).toList());
    Optional<Growth> candidate = Growth.of(context, origin, TOGETHER);
    PostRecords fresh =
        new PostRecords(
            context, candidate.map(before -> files.without(before.known())).orElse(files));
    if (candidate.isPresent() && meet(fresh, candidate.get())) {
      fresh.close();
      this.growth = Optional.empty();
      this.records = new PostRecords(context, files);
    } else {
      this.growth = candidate;
      this.records = fresh;
    }
  }

  /** Records of files that came since, or of all. */
  PostRecords records() {
    return records;
  }

  /**
   * Stages posts.
   *
   * @param fresh made of the records
   * @return how many there are with the earlier ones
   */
  long write(Dataset<Row> fresh) {
    return growth.isPresent()
        ? context.tables().extend(Table.POSTS, growth.get().run(), fresh)
        : context.tables().write(Table.POSTS, fresh);
  }

  /** Rejected records, those of earlier files too. */
  Dataset<Row> rejected() {
    return growth
        .map(before -> context.tables().of(before.run(), Table.REJECTS))
        .map(rows -> rows.filter(col("reason").notEqual(Ingest.WITHOUT_POST)))
        .map(rows -> PostRecords.rejects(rows).union(records.rejected()))
        .orElseGet(records::rejected);
  }

  /** Notes for later runs what the tables, which are staged, are made of. */
  void stage() {
    long before =
        growth
            .flatMap(then -> context.noteOf(then.run(), Step.INGEST, UNTIMED))
            .map(Long::parseLong)
            .orElse(0L);
    context.note(UNTIMED, before + records.untimed());
    for (Table table : TOGETHER) {
      origin.write(context.run().files(), context.run().staged(table.path()));
    }
    growth.ifPresent(
        then ->
            context.savedWork(
                "%,d of %,d files with posts had been read on %s already"
                    .formatted(
                        then.known().size(), origin.sources().size(), then.run().manifest().ds())));
  }

  /** Whether an id seems to be both among fresh records and among the posts. */
  private boolean meet(PostRecords fresh, Growth before) {
    Dataset<Row> ids = hashes(fresh.usable());
    return !hashes(context.tables().of(before.run(), Table.POSTS))
        .join(fresh.areFew() ? broadcast(ids) : ids, "hash")
        .isEmpty();
  }

  private static Dataset<Row> hashes(Dataset<Row> posts) {
    return posts.select(xxhash64(col("post_id")).as("hash"));
  }
}
