/** What links measure, and when that is good. */
@NullMarked
package io.cemfleet.network.measurement;

import org.jspecify.annotations.NullMarked;
