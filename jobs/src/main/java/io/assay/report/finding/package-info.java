/** What stands out in the numbers and what could be done about it. */
@NullMarked
package io.assay.report.finding;

import org.jspecify.annotations.NullMarked;
