package io.assay.llm.local;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A GGUF file whose content is known.
 *
 * @param name what rows and reports call the model
 * @param sha256 of the file, hexadecimal
 * @param note why it is not the preferred one, for people; null when it is
 */
public record LocalModel(String name, Path file, String sha256, @Nullable String note) {}
