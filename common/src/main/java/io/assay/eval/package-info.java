/** Count tables in, evaluation and comparison rows out. */
@NullMarked
package io.assay.eval;

import org.jspecify.annotations.NullMarked;
