package io.assay.llm;

/**
 * One text to ask about.
 *
 * @param requestHash 128 bits of SHA-256 of the redacted text
 * @param body of the call, complete
 */
record AskRequest(String requestHash, String body) {}
