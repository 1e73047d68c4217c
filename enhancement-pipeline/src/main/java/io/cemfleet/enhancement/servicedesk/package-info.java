/**
 * ServiceDesk Plus with its quirks: form-encoded writes, a status code inside the answer, two forms of rate limits;
 * and the note, which is written once.
 */
@NullMarked
package io.cemfleet.enhancement.servicedesk;

import org.jspecify.annotations.NullMarked;
