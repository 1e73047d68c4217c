/** Reports over a period, made from the trail. */
@NullMarked
package io.cemfleet.audit.report;

import org.jspecify.annotations.NullMarked;
