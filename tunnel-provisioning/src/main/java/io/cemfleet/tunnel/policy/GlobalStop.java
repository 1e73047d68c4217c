package io.cemfleet.tunnel.policy;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The global stop, with who changed it last; all absent when nobody ever did. */
public record GlobalStop(boolean stopped, @Nullable String reason, @Nullable String actor, @Nullable Instant since) {}
