/** What people hand in: files of records in any format, read with their faults. */
@NullMarked
package io.assay.io.input;

import org.jspecify.annotations.NullMarked;
