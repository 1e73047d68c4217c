/**
 * The history of each ticket: its state, the text with its sources, and feedback. The decision behind it:
 * docs/adr/0013-jdbc-beside-jpa.md.
 */
@NullMarked
package io.cemfleet.enhancement.history;

import org.jspecify.annotations.NullMarked;
