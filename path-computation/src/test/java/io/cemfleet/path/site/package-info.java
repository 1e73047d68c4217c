/** Tests of this room. */
@NullMarked
package io.cemfleet.path.site;

import org.jspecify.annotations.NullMarked;
