package io.assay.report.model;

import org.jspecify.annotations.Nullable;

/**
 * What a reader must know of a labeler beyond its numbers.
 *
 * @param kind as in the task file, for example {@code regex}
 * @param sentence one plain sentence: what it does
 * @param note why it was not trained, or what else is special; null when nothing is
 */
public record LabelerInfo(String name, String kind, String sentence, @Nullable String note) {}
