/** Posts as text: hashtags, keys, words, redaction. Text in, values out. */
@NullMarked
package io.assay.post;

import org.jspecify.annotations.NullMarked;
