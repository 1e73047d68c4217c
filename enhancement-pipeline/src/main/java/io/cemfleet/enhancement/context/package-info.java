/** What is known about a ticket: four sources asked at once, each of which may fail alone. */
@NullMarked
package io.cemfleet.enhancement.context;

import org.jspecify.annotations.NullMarked;
