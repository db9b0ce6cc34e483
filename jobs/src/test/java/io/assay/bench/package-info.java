/**
 * Benchmarks: the product and its limit side by side. Their results are printed, never asserted.
 */
@NullMarked
package io.assay.bench;

import org.jspecify.annotations.NullMarked;
