@NullMarked
package io.cemfleet.traffic.whatif;

import org.jspecify.annotations.NullMarked;
