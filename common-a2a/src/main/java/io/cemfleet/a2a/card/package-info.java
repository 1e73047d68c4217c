/** The agent card, built from the handlers an agent has. */
@NullMarked
package io.cemfleet.a2a.card;

import org.jspecify.annotations.NullMarked;
