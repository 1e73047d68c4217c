/** Which authorities are trusted on the way out, destination by destination. */
@NullMarked
package io.cemfleet.a2a.tls;

import org.jspecify.annotations.NullMarked;
