/** What the trail is: records, the chain over their bytes, and the check of it. No Spring here. */
@NullMarked
package io.cemfleet.audit.trail;

import org.jspecify.annotations.NullMarked;
