package io.assay.llm.prompt;

/**
 * An example that the model is shown with its label. It must come from the training part: a post
 * that is shown is never scored.
 */
public record Shot(String text, String label) {}
