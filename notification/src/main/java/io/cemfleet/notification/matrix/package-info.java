/** The matrix that selects channels by severity and tier. No Spring here. */
@NullMarked
package io.cemfleet.notification.matrix;

import org.jspecify.annotations.NullMarked;
