/** The forms in which sources write alerts (PCA, CNC, Alertmanager; theirs and the short ones), read into one record or refused with the field that is wrong. */
@NullMarked
package io.cemfleet.correlator.source;

import org.jspecify.annotations.NullMarked;
