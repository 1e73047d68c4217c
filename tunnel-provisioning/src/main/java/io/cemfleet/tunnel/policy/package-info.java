/**
 * A tunnel: its plan, its placement among candidate paths, its states, and the rules that may refuse it. The decision
 * behind it: docs/adr/0010-make-before-break-by-preference.md.
 */
@NullMarked
package io.cemfleet.tunnel.policy;

import org.jspecify.annotations.NullMarked;
