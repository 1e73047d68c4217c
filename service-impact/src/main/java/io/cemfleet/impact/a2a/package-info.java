/** Task handlers: JSON to questions, answers to JSON. */
@NullMarked
package io.cemfleet.impact.a2a;

import org.jspecify.annotations.NullMarked;
