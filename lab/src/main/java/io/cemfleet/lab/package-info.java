/** The lab: a simulated carrier network, the third-party systems around it, and the launcher of the local fleet. */
@NullMarked
package io.cemfleet.lab;

import org.jspecify.annotations.NullMarked;
