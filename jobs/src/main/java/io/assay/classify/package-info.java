/**
 * MLlib classifiers: columns of features, a target and a weight go in; the pipeline that was right
 * most often on posts held out comes out, with the trials that led to it.
 */
@NullMarked
package io.assay.classify;

import org.jspecify.annotations.NullMarked;
