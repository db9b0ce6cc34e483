/**
 * The lake: tables, manifest, locks and the store of vectors. The only package that touches Parquet
 * and the file system.
 */
@NullMarked
package io.assay.io;

import org.jspecify.annotations.NullMarked;
