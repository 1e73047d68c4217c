/** Who is told about what: the matrix of severity and tier. No Spring here. */
@NullMarked
package io.cemfleet.notification.matrix;

import org.jspecify.annotations.NullMarked;
