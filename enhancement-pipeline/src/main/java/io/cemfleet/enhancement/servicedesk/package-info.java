/** ServiceDesk Plus as it really answers: form-encoded writes, success by its own status code, limits in two dresses; and the note that is written once. */
@NullMarked
package io.cemfleet.enhancement.servicedesk;

import org.jspecify.annotations.NullMarked;
