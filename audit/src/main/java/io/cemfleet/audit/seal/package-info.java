/**
 * The write path of the trail: one sealer, batches, one COPY for each. The decision behind it:
 * docs/adr/0012-audit-chain.md.
 */
@NullMarked
package io.cemfleet.audit.seal;

import org.jspecify.annotations.NullMarked;
