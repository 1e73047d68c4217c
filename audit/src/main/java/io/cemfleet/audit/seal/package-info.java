/** How events get into the trail: one sealer, in batches, one COPY each. */
@NullMarked
package io.cemfleet.audit.seal;

import org.jspecify.annotations.NullMarked;
