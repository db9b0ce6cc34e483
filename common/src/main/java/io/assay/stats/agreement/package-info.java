/** How far labelers or annotators agree, and what the truth is if all may err. */
@NullMarked
package io.assay.stats.agreement;

import org.jspecify.annotations.NullMarked;
