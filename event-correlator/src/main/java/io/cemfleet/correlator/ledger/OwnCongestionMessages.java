package io.cemfleet.correlator.ledger;

import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.correlator.alert.VerdictRecord.OwnCongestionNotice;
import org.springframework.stereotype.Component;

/** Sends the fleet's own congestion as {@code own_congestion}, once for each verdict, however often that is read. */
@Component
class OwnCongestionMessages {
    private final Outbox outbox;

    OwnCongestionMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Joins the running transaction. */
    void send(VerdictRecord verdict) {
        for (OwnCongestionNotice notice : verdict.own()) {
            String key = String.join(
                    "|",
                    OwnCongestion.TYPE.name(),
                    verdict.alert().alertId(),
                    notice.linkId(),
                    String.valueOf(notice.cleared()),
                    String.valueOf(notice.occurredAt().toEpochMilli()));
            outbox.send(
                    OwnCongestion.TYPE,
                    null,
                    new OwnCongestion.Request(
                            notice.linkId(),
                            notice.tunnelIds(),
                            notice.utilisation(),
                            notice.cleared(),
                            notice.occurredAt()),
                    TaskIds.of(key));
        }
    }
}
