/** One step at a time: read or call without a transaction, then commit the result and the time of the next step. */
@NullMarked
package io.cemfleet.restoration.engine;

import org.jspecify.annotations.NullMarked;
