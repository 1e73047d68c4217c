/** From a source's alert to a record of {@code cem.alerts}: resolves, normalises, publishes; what cannot be resolved is tried again. */
@NullMarked
package io.cemfleet.correlator.intake;

import org.jspecify.annotations.NullMarked;
