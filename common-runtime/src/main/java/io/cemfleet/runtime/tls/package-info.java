/** Trusted authorities of outgoing connections, by destination. */
@NullMarked
package io.cemfleet.runtime.tls;

import org.jspecify.annotations.NullMarked;
