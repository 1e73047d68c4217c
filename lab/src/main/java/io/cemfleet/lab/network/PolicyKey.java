package io.cemfleet.lab.network;

/**
 * The identity of an SR policy (RFC 9256, section 2.1).
 *
 * @param headEnd id of the router
 * @param endPoint id of the router
 * @param color from 1
 */
public record PolicyKey(String headEnd, String endPoint, int color) {}
