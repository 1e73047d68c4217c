/**
 * Read access to the trail: events by incident, and the verification of the chain. The decision behind it:
 * docs/adr/0013-jdbc-beside-jpa.md.
 */
@NullMarked
package io.cemfleet.audit.query;

import org.jspecify.annotations.NullMarked;
