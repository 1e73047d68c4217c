/** Reads of the controller, with a record of failed ones. */
@NullMarked
package io.cemfleet.traffic.network;

import org.jspecify.annotations.NullMarked;
