/** The command line: its entry, the run of all steps, and the plan of one. */
@NullMarked
package io.assay.job;

import org.jspecify.annotations.NullMarked;
