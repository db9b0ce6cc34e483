package io.assay.llm.prompt;

/**
 * One text to ask about.
 *
 * @param requestHash 128 bits of SHA-256 of the redacted text
 * @param text redacted
 * @param repeat which of several askings of the same text, from 0
 */
public record AskRequest(String requestHash, String text, int repeat) {}
