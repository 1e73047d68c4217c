/**
 * From a source's alert to a record of {@code cem.alerts}: resolves, normalises, publishes; retries what cannot be
 * resolved yet.
 */
@NullMarked
package io.cemfleet.correlator.intake;

import org.jspecify.annotations.NullMarked;
