/** What a tunnel is: its plan, its place among candidate paths, its states, and the rules that may refuse it. */
@NullMarked
package io.cemfleet.tunnel.policy;

import org.jspecify.annotations.NullMarked;
