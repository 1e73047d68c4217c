package io.cemfleet.correlator.ledger;

import io.cemfleet.correlator.alert.VerdictRecord;
import java.util.List;

/** Is told of verdicts after they are kept. */
public interface VerdictListener {

    void settled(List<VerdictRecord> verdicts);
}
