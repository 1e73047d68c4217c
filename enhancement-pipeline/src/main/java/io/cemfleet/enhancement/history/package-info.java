/** What became of each ticket: the history, the text with its sources, and what people thought of it. */
@NullMarked
package io.cemfleet.enhancement.history;

import org.jspecify.annotations.NullMarked;
