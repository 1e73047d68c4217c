/** Task handlers of the io-agent. */
@NullMarked
package io.cemfleet.io.a2a;

import org.jspecify.annotations.NullMarked;
