/** The demo incident: degrade a link in the lab, tell what the fleet does about it, heal the link, see the ticket closed. */
@NullMarked
package io.cemfleet.launcher.demo;

import org.jspecify.annotations.NullMarked;
