/** How a report says things: the verdict, figures, warnings, names. */
@NullMarked
package io.assay.report.wording;

import org.jspecify.annotations.NullMarked;
