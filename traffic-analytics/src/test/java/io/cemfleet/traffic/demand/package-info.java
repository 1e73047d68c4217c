@NullMarked
package io.cemfleet.traffic.demand;

import org.jspecify.annotations.NullMarked;
