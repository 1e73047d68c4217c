/** The durable record: an append-only, hash-chained audit trail. */
@NullMarked
package io.cemfleet.audit;

import org.jspecify.annotations.NullMarked;
