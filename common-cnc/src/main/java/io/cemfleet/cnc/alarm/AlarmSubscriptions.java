package io.cemfleet.cnc.alarm;

import io.cemfleet.cnc.CncResult;
import java.net.URI;
import java.util.List;

/**
 * Webhook subscriptions to alarms. The controller probes the address when it is subscribed, so that it must already be
 * served.
 */
public interface AlarmSubscriptions {

    CncResult<List<AlarmSubscription>> list();

    /**
     * Subscribes the address to alarms.
     *
     * @param clientUrl with an explicit port
     * @return refused with {@code NOT.0029} when the probe failed, with {@code NOT.0006} when the address is already
     *     subscribed
     */
    CncResult<AlarmSubscription> create(URI clientUrl);

    /** Subscribes the address unless it already is; called regularly, it keeps a subscription alive. */
    CncResult<AlarmSubscription> ensure(URI clientUrl);

    /** Ends a subscription (true); {@link CncResult.NotFound} when it is unknown. */
    CncResult<Boolean> delete(String id);
}
