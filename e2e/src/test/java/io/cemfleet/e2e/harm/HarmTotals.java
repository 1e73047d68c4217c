package io.cemfleet.e2e.harm;

import java.util.ArrayList;
import java.util.List;

/** What many degradations came to. */
final class HarmTotals {
    private int cases;
    private int affected;
    private int placed;
    private int reference;
    private double fullest;
    private final List<String> faults = new ArrayList<>();

    void add(
            LinkDegradation degradation,
            int flows,
            int protectedFlows,
            int referenceFlows,
            NetworkHarm harm,
            List<String> mispredicted,
            boolean returned) {
        cases++;
        affected += flows;
        placed += protectedFlows;
        reference += referenceFlows;
        fullest = Math.max(fullest, harm.fullest());
        harm.overfilled().forEach(fault -> faults.add(degradation + ": overfilled " + fault));
        harm.worse().forEach(fault -> faults.add(degradation + ": worse " + fault));
        mispredicted.forEach(fault -> faults.add(degradation + ": mispredicted " + fault));
        if (!returned) {
            faults.add(degradation + ": not as before after healing");
        }
    }

    int cases() {
        return cases;
    }

    int affected() {
        return affected;
    }

    int placed() {
        return placed;
    }

    int reference() {
        return reference;
    }

    double fullest() {
        return fullest;
    }

    /** Every breach of a rule, with the degradation that showed it. */
    List<String> faults() {
        return faults;
    }
}
