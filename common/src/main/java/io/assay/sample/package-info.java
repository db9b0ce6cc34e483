/**
 * Who learns, who is asked, who is scored: parts, permanent random numbers, samples, allocation.
 */
@NullMarked
package io.assay.sample;

import org.jspecify.annotations.NullMarked;
