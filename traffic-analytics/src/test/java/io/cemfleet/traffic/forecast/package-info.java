@NullMarked
package io.cemfleet.traffic.forecast;

import org.jspecify.annotations.NullMarked;
