/** SR policies (RFC 9256), and the way traffic takes through them. */
@NullMarked
package io.cemfleet.network.policy;

import org.jspecify.annotations.NullMarked;
