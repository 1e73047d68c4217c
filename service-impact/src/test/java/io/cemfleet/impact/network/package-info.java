@NullMarked
package io.cemfleet.impact.network;

import org.jspecify.annotations.NullMarked;
