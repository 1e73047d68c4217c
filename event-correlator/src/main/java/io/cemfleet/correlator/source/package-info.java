/**
 * The formats of alert sources (PCA, CNC, Alertmanager; the vendors' and the short ones), parsed into one record or
 * refused with the name of the wrong field.
 */
@NullMarked
package io.cemfleet.correlator.source;

import org.jspecify.annotations.NullMarked;
