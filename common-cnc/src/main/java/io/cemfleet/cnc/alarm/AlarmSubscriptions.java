package io.cemfleet.cnc.alarm;

import io.cemfleet.cnc.CncResult;
import java.net.URI;
import java.util.List;

/** Webhook subscriptions to alarms. The controller probes the address when it is subscribed: serve it first. */
public interface AlarmSubscriptions {

    CncResult<List<AlarmSubscription>> list();

    /**
     * Subscribes the address to alarms.
     *
     * @param clientUrl with an explicit port
     * @return refused {@code NOT.0029} when the probe failed, {@code NOT.0006} when it is subscribed already
     */
    CncResult<AlarmSubscription> create(URI clientUrl);

    /** Subscribes the address unless it is subscribed: for keeping a subscription alive. */
    CncResult<AlarmSubscription> ensure(URI clientUrl);

    /** Ends a subscription (true); {@link CncResult.NotFound} when it is unknown. */
    CncResult<Boolean> delete(String id);
}
