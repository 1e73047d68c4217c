/** The Webex simulator: messages to rooms and people, with the limits of the real service. */
@NullMarked
package io.cemfleet.lab.webex;

import org.jspecify.annotations.NullMarked;
