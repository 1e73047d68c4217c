/**
 * What the agents share to ask a Cisco Crosswork Network Controller: settings and the result of a question. The rooms
 * below hold one subject each; each maps the controller's wire forms to the fleet's own names in one place.
 */
@NullMarked
package io.cemfleet.cnc;

import org.jspecify.annotations.NullMarked;
