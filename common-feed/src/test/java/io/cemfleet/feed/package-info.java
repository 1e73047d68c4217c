/** Tests of this package. */
@NullMarked
package io.cemfleet.feed;

import org.jspecify.annotations.NullMarked;
