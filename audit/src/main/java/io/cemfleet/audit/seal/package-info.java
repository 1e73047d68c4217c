/**
 * How events get into the trail: one sealer, in batches, one COPY each. The decision behind it:
 * docs/adr/0012-audit-chain.md.
 */
@NullMarked
package io.cemfleet.audit.seal;

import org.jspecify.annotations.NullMarked;
