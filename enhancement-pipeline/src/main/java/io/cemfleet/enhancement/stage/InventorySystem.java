package io.cemfleet.enhancement.stage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A system of the tenant's inventory that the ticket names, by address or by name. */
public record InventorySystem(
        String hostname, @Nullable String ipAddress, @Nullable String role, @Nullable Instant lastSeen) {}
