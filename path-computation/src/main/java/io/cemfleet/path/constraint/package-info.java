/**
 * What a path must hold, in which order constraints are given up, and why there is none. Links to avoid are never given
 * up. Knows no Spring.
 */
@NullMarked
package io.cemfleet.path.constraint;

import org.jspecify.annotations.NullMarked;
