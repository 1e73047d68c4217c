package io.cemfleet.lab.network;

/**
 * A route policy that sets a colour on the routes a VPN node exports: traffic from any other head-end towards that
 * node then carries the colour (RFC 9256, section 8).
 *
 * @param name as NSO knows it
 * @param color from 1
 */
public record RoutePolicy(String name, int color) {}
