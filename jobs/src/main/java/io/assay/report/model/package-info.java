/** What a report is made of, as plain records. */
@NullMarked
package io.assay.report.model;

import org.jspecify.annotations.NullMarked;
