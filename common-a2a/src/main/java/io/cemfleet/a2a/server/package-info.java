/** Receives tasks: handlers, endpoints, access to an agent's API. */
@NullMarked
package io.cemfleet.a2a.server;

import org.jspecify.annotations.NullMarked;
