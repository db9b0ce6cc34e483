/** Texts to vectors: model files, the ONNX embedder, its Spark ML transformer. */
@NullMarked
package io.assay.embed;

import org.jspecify.annotations.NullMarked;
