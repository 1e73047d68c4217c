/** The lab: a simulated carrier network and the third-party systems around it. */
@NullMarked
package io.cemfleet.lab;

import org.jspecify.annotations.NullMarked;
