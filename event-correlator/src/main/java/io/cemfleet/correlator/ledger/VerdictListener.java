package io.cemfleet.correlator.ledger;

import io.cemfleet.correlator.alert.VerdictRecord;
import java.util.List;

/** Receives verdicts after they are stored. */
public interface VerdictListener {

    void settled(List<VerdictRecord> verdicts);
}
