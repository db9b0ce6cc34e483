package io.assay.llm;

/**
 * One text to ask about.
 *
 * @param requestHash 128 bits of SHA-256 of the redacted text
 * @param text redacted
 * @param repeat which of several askings of the same text, from 0
 */
record AskRequest(String requestHash, String text, int repeat) {}
