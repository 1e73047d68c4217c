/** Tests of this package. */
@NullMarked
package io.cemfleet.path.site;

import org.jspecify.annotations.NullMarked;
