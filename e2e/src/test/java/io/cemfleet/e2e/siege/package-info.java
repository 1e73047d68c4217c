/** Hostile messages at every public door of the whole fleet. */
@NullMarked
package io.cemfleet.e2e.siege;

import org.jspecify.annotations.NullMarked;
