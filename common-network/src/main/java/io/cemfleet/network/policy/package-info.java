/** SR policies (RFC 9256) and the routes of their traffic. */
@NullMarked
package io.cemfleet.network.policy;

import org.jspecify.annotations.NullMarked;
