/** Path computation: topology versions, constrained paths, plans. */
@NullMarked
package io.cemfleet.path;

import org.jspecify.annotations.NullMarked;
