package io.cemfleet.tunnel.policy;

/** Whose tunnel it is: one protection of one incident. */
public record ProtectionRef(String incidentId, String protectionKey) {}
