/** A real Spark distribution and a real cluster, as processes of their own. */
@NullMarked
package io.assay.cluster;

import org.jspecify.annotations.NullMarked;
