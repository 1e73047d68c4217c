/** What protected services suffer before and after steering, and the verdict on it; no Spring. */
@NullMarked
package io.cemfleet.restoration.sla;

import org.jspecify.annotations.NullMarked;
