/** Limits that hold for text and times from outside, at every door. */
@NullMarked
package io.cemfleet.a2a.input;

import org.jspecify.annotations.NullMarked;
