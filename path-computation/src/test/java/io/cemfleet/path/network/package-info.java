/** Tests of this room. */
@NullMarked
package io.cemfleet.path.network;

import org.jspecify.annotations.NullMarked;
