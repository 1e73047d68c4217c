/** Hostile messages at every public endpoint of the whole fleet. */
@NullMarked
package io.cemfleet.e2e.siege;

import org.jspecify.annotations.NullMarked;
