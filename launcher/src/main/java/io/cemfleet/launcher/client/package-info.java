/** The fleet and its lab as an operator's client sees them: HTTP with a login, tickets, the network as it is. */
@NullMarked
package io.cemfleet.launcher.client;

import org.jspecify.annotations.NullMarked;
