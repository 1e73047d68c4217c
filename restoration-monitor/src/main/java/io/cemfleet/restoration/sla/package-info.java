/** SLA measurements of protected services before and after steering, and the verdict on them; no Spring. */
@NullMarked
package io.cemfleet.restoration.sla;

import org.jspecify.annotations.NullMarked;
