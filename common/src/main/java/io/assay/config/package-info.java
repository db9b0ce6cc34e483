/** The task file and its companions, read with every problem and its place. */
@NullMarked
package io.assay.config;

import org.jspecify.annotations.NullMarked;
