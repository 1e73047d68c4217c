/**
 * The use case: create, verify, steer, shift and delete protection tunnels, each step as intent, call, outcome. The
 * decision behind it: docs/adr/0010-make-before-break-by-preference.md.
 */
@NullMarked
package io.cemfleet.tunnel.provision;

import org.jspecify.annotations.NullMarked;
