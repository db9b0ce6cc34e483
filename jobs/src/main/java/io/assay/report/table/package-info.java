/** Tables and the chart of a report, ready for its templates. */
@NullMarked
package io.assay.report.table;

import org.jspecify.annotations.NullMarked;
