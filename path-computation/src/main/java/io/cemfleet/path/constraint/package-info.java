/**
 * The constraints of a path, the order in which they are relaxed, and the explanation if there is none. Links to avoid
 * are never relaxed. No Spring.
 */
@NullMarked
package io.cemfleet.path.constraint;

import org.jspecify.annotations.NullMarked;
