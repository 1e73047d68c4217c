/** Which modules have to be built again, and the private copy of the jars that the fleet runs from. */
@NullMarked
package io.cemfleet.launcher.build;

import org.jspecify.annotations.NullMarked;
