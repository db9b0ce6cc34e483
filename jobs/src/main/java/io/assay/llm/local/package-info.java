/** A language model on this machine: its weights, and the server that Assay starts with them. */
@NullMarked
package io.assay.llm.local;

import org.jspecify.annotations.NullMarked;
