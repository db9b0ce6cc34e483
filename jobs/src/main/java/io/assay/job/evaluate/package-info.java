/**
 * From labels to counts, intervals and costs; the decision, the report, and what people label next.
 */
@NullMarked
package io.assay.job.evaluate;

import org.jspecify.annotations.NullMarked;
