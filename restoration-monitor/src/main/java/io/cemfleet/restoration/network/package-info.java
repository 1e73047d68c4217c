/**
 * Queries and calls to other systems: measurements of the controller, shifts and deletions by tunnel-provisioning. The
 * decision behind it: docs/adr/0003-recovery-is-measured-on-links.md.
 */
@NullMarked
package io.cemfleet.restoration.network;

import org.jspecify.annotations.NullMarked;
