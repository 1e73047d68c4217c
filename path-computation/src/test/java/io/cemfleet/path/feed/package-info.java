/** Tests of this package. */
@NullMarked
package io.cemfleet.path.feed;

import org.jspecify.annotations.NullMarked;
