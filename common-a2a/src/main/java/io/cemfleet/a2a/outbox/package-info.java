/** Messages that leave after a commit, in lanes, at least once, until taken or refused for good. */
@NullMarked
package io.cemfleet.a2a.outbox;

import org.jspecify.annotations.NullMarked;
