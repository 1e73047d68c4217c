/** Limits for text and times from outside, at every endpoint. */
@NullMarked
package io.cemfleet.a2a.input;

import org.jspecify.annotations.NullMarked;
