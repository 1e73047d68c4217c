/**
 * The trail itself: records, the chain over their bytes, and its verification. No Spring here. The decision behind it:
 * docs/adr/0012-audit-chain.md.
 */
@NullMarked
package io.cemfleet.audit.trail;

import org.jspecify.annotations.NullMarked;
