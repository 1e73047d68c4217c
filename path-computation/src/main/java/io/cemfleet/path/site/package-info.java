/** The positions of routers, from a file of the operator, since the controller does not know them. */
@NullMarked
package io.cemfleet.path.site;

import org.jspecify.annotations.NullMarked;
