/** What LLMs answered: bought once, kept for ever, whatever happens meanwhile. */
@NullMarked
package io.assay.io.answer;

import org.jspecify.annotations.NullMarked;
