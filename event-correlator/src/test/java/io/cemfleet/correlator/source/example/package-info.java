/** A source that only tests know. */
@NullMarked
package io.cemfleet.correlator.source.example;

import org.jspecify.annotations.NullMarked;
