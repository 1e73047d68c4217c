/** Positions of routers, from the operator's file: the controller does not know them. */
@NullMarked
package io.cemfleet.path.site;

import org.jspecify.annotations.NullMarked;
