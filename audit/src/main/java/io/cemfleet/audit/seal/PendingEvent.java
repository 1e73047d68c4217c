package io.cemfleet.audit.seal;

import io.cemfleet.a2a.contract.LogEvent;
import java.util.concurrent.CompletableFuture;

/** An event that waits for the sealer, and its caller with it. */
record PendingEvent(LogEvent.Request event, EventKey key, String record, CompletableFuture<SealOutcome> outcome) {}
