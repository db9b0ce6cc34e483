/** One class a command, and the runner around them. */
@NullMarked
package io.assay.job;

import org.jspecify.annotations.NullMarked;
