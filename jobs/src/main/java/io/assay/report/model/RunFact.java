package io.assay.report.model;

/**
 * One thing that the verdict rests on, for example {@code seed} and its value.
 *
 * @param name in words, for a reader
 */
public record RunFact(String name, String value) {}
