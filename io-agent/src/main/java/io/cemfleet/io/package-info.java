/** The operators' web console. */
@NullMarked
package io.cemfleet.io;

import org.jspecify.annotations.NullMarked;
