/** Tests of this package. */
@NullMarked
package io.cemfleet.network.snapshot;

import org.jspecify.annotations.NullMarked;
