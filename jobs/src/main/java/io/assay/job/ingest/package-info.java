/**
 * From files to tables: posts, gold and labels made elsewhere; hashtags, and the part of every
 * post.
 */
@NullMarked
package io.assay.job.ingest;

import org.jspecify.annotations.NullMarked;
