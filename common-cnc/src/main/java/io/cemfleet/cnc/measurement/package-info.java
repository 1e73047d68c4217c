/**
 * Measurements of links: newest samples, history, and the verdict against limits. A missing sample is absent, never
 * zero.
 */
@NullMarked
package io.cemfleet.cnc.measurement;

import org.jspecify.annotations.NullMarked;
