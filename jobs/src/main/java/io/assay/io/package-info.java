/**
 * The lake: tables, manifest, lock, store and input files. The only package that touches Parquet.
 */
@NullMarked
package io.assay.io;

import org.jspecify.annotations.NullMarked;
