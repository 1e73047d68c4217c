/** Limits for text and times from outside, at every endpoint. */
@NullMarked
package io.cemfleet.runtime.input;

import org.jspecify.annotations.NullMarked;
