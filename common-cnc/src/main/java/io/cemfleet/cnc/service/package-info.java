/** The service inventory's list of services on a transport. */
@NullMarked
package io.cemfleet.cnc.service;

import org.jspecify.annotations.NullMarked;
