/** Load over HTTP that costs its sender little. */
@NullMarked
package io.cemfleet.bench.load;

import org.jspecify.annotations.NullMarked;
