/** What is asked of others: measurements of the controller, shifts and deletions of tunnel-provisioning. */
@NullMarked
package io.cemfleet.restoration.network;

import org.jspecify.annotations.NullMarked;
