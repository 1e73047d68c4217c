/** The network as alerts need it: links at interfaces, the present path of a session, the policies on a link. */
@NullMarked
package io.cemfleet.correlator.network;

import org.jspecify.annotations.NullMarked;
