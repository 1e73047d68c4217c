/** VPN services with their nodes and accesses. */
@NullMarked
package io.cemfleet.network.service;

import org.jspecify.annotations.NullMarked;
