/** The agent card, built from the handlers of an agent. */
@NullMarked
package io.cemfleet.a2a.card;

import org.jspecify.annotations.NullMarked;
