/**
 * The common part of all simulated systems: each request is recorded, and ordered faults are answered in the vendor's
 * own format before the interface sees the request.
 */
@NullMarked
package io.cemfleet.lab.simulator;

import org.jspecify.annotations.NullMarked;
