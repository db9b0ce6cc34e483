/** The sample, and what the LLMs answer about it. */
@NullMarked
package io.assay.job.ask;

import org.jspecify.annotations.NullMarked;
