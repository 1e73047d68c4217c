/** The experience of protected services before and after steering, and its verdict; no Spring. */
@NullMarked
package io.cemfleet.restoration.sla;

import org.jspecify.annotations.NullMarked;
