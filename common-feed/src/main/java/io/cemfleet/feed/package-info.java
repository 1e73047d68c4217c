/** The compacted topic of the network: written by the one reader of the controller, followed by every other agent. */
@NullMarked
package io.cemfleet.feed;

import org.jspecify.annotations.NullMarked;
