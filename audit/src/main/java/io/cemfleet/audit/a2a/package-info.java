/** Task handlers of audit. */
@NullMarked
package io.cemfleet.audit.a2a;

import org.jspecify.annotations.NullMarked;
