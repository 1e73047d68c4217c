/**
 * The service inventory's answer to which services ride a transport.
 */
@NullMarked
package io.cemfleet.cnc.service;

import org.jspecify.annotations.NullMarked;
