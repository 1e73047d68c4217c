/**
 * What is asked of others: measurements of the controller, shifts and deletions of tunnel-provisioning. The decision
 * behind it: docs/adr/0003-recovery-is-measured-on-links.md.
 */
@NullMarked
package io.cemfleet.restoration.network;

import org.jspecify.annotations.NullMarked;
