/** Asking a language model from the driver: the budget, what is bought, and what is kept. */
@NullMarked
package io.assay.llm;

import org.jspecify.annotations.NullMarked;
