/** The whole fleet under test: started by its own launcher in its own state directory, and queried over HTTP. */
@NullMarked
package io.cemfleet.e2e.fleet;

import org.jspecify.annotations.NullMarked;
