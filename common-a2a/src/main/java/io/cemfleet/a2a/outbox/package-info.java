/**
 * Messages that leave after a commit, in lanes, at least once, until they are accepted or refused for good. The
 * decision behind it: docs/adr/0011-outbox-lanes.md.
 */
@NullMarked
package io.cemfleet.a2a.outbox;

import org.jspecify.annotations.NullMarked;
