/**
 * Sources of alerts. A source is one package here: a bean that implements {@link
 * io.cemfleet.correlator.source.AlertSource}, its parser, client and settings. Its formats, the vendor's and the short
 * one, are parsed into one record or refused with the name of the wrong field.
 */
@NullMarked
package io.cemfleet.correlator.source;

import org.jspecify.annotations.NullMarked;
