/** The context of a ticket: four sources queried in parallel, each of which may fail alone. */
@NullMarked
package io.cemfleet.enhancement.context;

import org.jspecify.annotations.NullMarked;
