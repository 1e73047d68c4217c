package io.cemfleet.e2e.harm;

import io.cemfleet.lab.network.Link;
import io.cemfleet.lab.network.NetworkState;
import java.util.List;
import java.util.Random;

/**
 * What happens to a network.
 *
 * @param cut the links are down; else each packet takes 250 ms longer and 3 % are lost
 */
record Degradation(List<String> links, boolean cut) {
    private static final int CUT_ONE_IN = 4;

    /** So many random links, some of them cut. */
    static Degradation random(NetworkState state, int links, Random random) {
        List<String> chosen = random.ints(0, state.topology().links().size())
                .distinct()
                .limit(links)
                .mapToObj(index -> state.topology().link(index))
                .map(Link::id)
                .toList();
        return new Degradation(chosen, random.nextInt(CUT_ONE_IN) == 0);
    }
}
