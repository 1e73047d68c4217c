/** Tests of this package. */
@NullMarked
package io.cemfleet.cnc.notification;

import org.jspecify.annotations.NullMarked;
