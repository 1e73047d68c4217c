/** The whole fleet under test: started by its own launcher in a state directory of its own, asked over HTTP. */
@NullMarked
package io.cemfleet.e2e.fleet;

import org.jspecify.annotations.NullMarked;
