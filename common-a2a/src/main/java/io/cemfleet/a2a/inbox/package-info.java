/** Tasks and their answers by task id, so that a repeat gets the remembered answer. */
@NullMarked
package io.cemfleet.a2a.inbox;

import org.jspecify.annotations.NullMarked;
