/** Tests of this package. */
@NullMarked
package io.cemfleet.path.network;

import org.jspecify.annotations.NullMarked;
