/**
 * Queries and commands to other agents on behalf of the person who is logged in: incidents, controls, enhanced
 * tickets.
 */
@NullMarked
package io.cemfleet.io.fleet;

import org.jspecify.annotations.NullMarked;
