/** Reading from the controller in the background. */
@NullMarked
package io.cemfleet.cnc.reading;

import org.jspecify.annotations.NullMarked;
