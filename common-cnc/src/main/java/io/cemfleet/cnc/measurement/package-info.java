/** Reads measurements of links from the controller: newest samples and history. A missing sample is absent, never zero. */
@NullMarked
package io.cemfleet.cnc.measurement;

import org.jspecify.annotations.NullMarked;
