/** What the console asks of other agents for the person who looks: incidents, controls, enhanced tickets. */
@NullMarked
package io.cemfleet.io.fleet;

import org.jspecify.annotations.NullMarked;
