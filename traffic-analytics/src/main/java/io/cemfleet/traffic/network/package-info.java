/** What is asked of the controller, with what could not be read. */
@NullMarked
package io.cemfleet.traffic.network;

import org.jspecify.annotations.NullMarked;
