/** Asking a language model from the driver: budget, journal, client, local server. */
@NullMarked
package io.assay.llm;

import org.jspecify.annotations.NullMarked;
