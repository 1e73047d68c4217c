/** Trusted authorities of outgoing connections, by destination. */
@NullMarked
package io.cemfleet.a2a.tls;

import org.jspecify.annotations.NullMarked;
