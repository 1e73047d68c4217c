package io.cemfleet.restoration.sla;

/**
 * One direction of a link, by its sender.
 *
 * @param from slug of the router that sends on it
 */
public record LinkSender(String linkId, String from) {}
