@NullMarked
package io.cemfleet.traffic.watch;

import org.jspecify.annotations.NullMarked;
