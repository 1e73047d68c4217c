package io.cemfleet.lab.network;

/**
 * The share of a flow on a direction when every router splits evenly.
 *
 * @param direction index of the direction
 * @param share 0 to 1
 */
public record LinkShare(int direction, double share) {}
