/** Task handlers of the restoration monitor. */
@NullMarked
package io.cemfleet.restoration.a2a;

import org.jspecify.annotations.NullMarked;
