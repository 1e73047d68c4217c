/**
 * The utilisation of links after a failure or a shift. Pure functions of one reading of the network and its matrix.
 */
@NullMarked
package io.cemfleet.traffic.whatif;

import org.jspecify.annotations.NullMarked;
