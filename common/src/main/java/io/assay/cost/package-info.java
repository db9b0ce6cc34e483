/** Money, prices and the ledger. */
@NullMarked
package io.assay.cost;

import org.jspecify.annotations.NullMarked;
