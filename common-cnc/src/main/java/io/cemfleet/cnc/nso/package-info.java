/**
 * Configuration through the controller's NSO: SR policies and SID lists, VPN services, route policies with colours.
 */
@NullMarked
package io.cemfleet.cnc.nso;

import org.jspecify.annotations.NullMarked;
