/** Collects, stores and reads samples of utilisation. */
@NullMarked
package io.cemfleet.traffic.sample;

import org.jspecify.annotations.NullMarked;
