/** What this agent reads from the controller, published for all others. */
@NullMarked
package io.cemfleet.path.feed;

import org.jspecify.annotations.NullMarked;
