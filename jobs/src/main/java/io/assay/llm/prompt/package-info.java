/** What is asked: the template, its examples, and the requests that they make of posts. */
@NullMarked
package io.assay.llm.prompt;

import org.jspecify.annotations.NullMarked;
