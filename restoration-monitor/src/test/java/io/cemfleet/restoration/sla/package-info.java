@NullMarked
package io.cemfleet.restoration.sla;

import org.jspecify.annotations.NullMarked;
