/** How the trail is read: events by incident, and the verification of the chain. */
@NullMarked
package io.cemfleet.audit.query;

import org.jspecify.annotations.NullMarked;
