/** Segment lists: the shortest list that pins a path, and the path of a list. No Spring. */
@NullMarked
package io.cemfleet.path.segment;

import org.jspecify.annotations.NullMarked;
