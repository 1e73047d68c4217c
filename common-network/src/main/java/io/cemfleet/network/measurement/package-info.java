/** Measurements of links, and the limits of good ones. */
@NullMarked
package io.cemfleet.network.measurement;

import org.jspecify.annotations.NullMarked;
