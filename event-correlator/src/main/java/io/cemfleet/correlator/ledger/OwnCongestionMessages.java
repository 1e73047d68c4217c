package io.cemfleet.correlator.ledger;

import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.correlator.alert.VerdictRecord.OwnCongestionNotice;
import org.springframework.stereotype.Component;

/** Congestion of the fleet's own making as {@code own_congestion}, with the verdict that says so: told once however often it is read. */
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
