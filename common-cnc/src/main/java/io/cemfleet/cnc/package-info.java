/**
 * The agents' common client of a Cisco Crosswork Network Controller: settings and the result of a query. Each package
 * below covers one subject and maps the controller's wire formats to the fleet's own names in one place.
 */
@NullMarked
package io.cemfleet.cnc;

import org.jspecify.annotations.NullMarked;
