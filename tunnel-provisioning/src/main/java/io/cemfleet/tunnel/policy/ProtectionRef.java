package io.cemfleet.tunnel.policy;

/** The owner of a tunnel: one protection of one incident. */
public record ProtectionRef(String incidentId, String protectionKey) {}
