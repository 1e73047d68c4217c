package io.cemfleet.e2e.harm;

import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.NetworkState;
import java.util.List;
import java.util.Random;

/**
 * The disturbance of a network.
 *
 * @param cut the links are down; else each packet takes 250 ms longer and 3 % are lost
 */
record LinkDegradation(List<String> links, boolean cut) {
    private static final int CUT_ONE_IN = 4;

    /** So many random links, some of them cut. */
    static LinkDegradation random(NetworkState state, int links, Random random) {
        List<String> chosen = random.ints(0, state.topology().links().size())
                .distinct()
                .limit(links)
                .mapToObj(index -> state.topology().link(index))
                .map(LabLink::id)
                .toList();
        return new LinkDegradation(chosen, random.nextInt(CUT_ONE_IN) == 0);
    }
}
