/** An operator's client of the fleet and its lab: HTTP with a login, tickets, the network. */
@NullMarked
package io.cemfleet.launcher.client;

import org.jspecify.annotations.NullMarked;
