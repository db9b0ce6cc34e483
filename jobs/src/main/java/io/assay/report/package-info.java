/** The run as a page: HTML and Markdown from stored tables. */
@NullMarked
package io.assay.report;

import org.jspecify.annotations.NullMarked;
