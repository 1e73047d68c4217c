package io.cemfleet.tunnel.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The global stop, with the author of its last change; all absent when it never changed. */
public record GlobalStop(boolean stopped, @Nullable String reason, @Nullable String actor, @Nullable Instant since) {}
