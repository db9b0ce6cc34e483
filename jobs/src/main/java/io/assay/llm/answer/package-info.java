/** From what a model wrote to a label. */
@NullMarked
package io.assay.llm.answer;

import org.jspecify.annotations.NullMarked;
