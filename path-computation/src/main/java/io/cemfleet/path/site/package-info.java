/** Where routers stand: the controller does not know, a file of the operator's does. */
@NullMarked
package io.cemfleet.path.site;

import org.jspecify.annotations.NullMarked;
