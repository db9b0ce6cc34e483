/** What every command runs in: its options, its steps, the session, the lock and the manifest. */
@NullMarked
package io.assay.job.run;

import org.jspecify.annotations.NullMarked;
