/** One server's protocol: requests, what comes back, limits, attempts, and batches. */
@NullMarked
package io.assay.llm.call;

import org.jspecify.annotations.NullMarked;
