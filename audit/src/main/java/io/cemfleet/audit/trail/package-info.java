/**
 * What the trail is: records, the chain over their bytes, and the check of it. No Spring here. The decision behind it:
 * docs/adr/0012-audit-chain.md.
 */
@NullMarked
package io.cemfleet.audit.trail;

import org.jspecify.annotations.NullMarked;
