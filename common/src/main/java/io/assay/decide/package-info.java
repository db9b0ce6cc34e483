/** From evaluated and priced candidates to one verdict. */
@NullMarked
package io.assay.decide;

import org.jspecify.annotations.NullMarked;
