/**
 * What became of each ticket: the history, the text with its sources, and what people thought of it. The decision
 * behind it: docs/adr/0013-jdbc-beside-jpa.md.
 */
@NullMarked
package io.cemfleet.enhancement.history;

import org.jspecify.annotations.NullMarked;
