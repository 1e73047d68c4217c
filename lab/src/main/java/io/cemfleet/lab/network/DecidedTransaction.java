package io.cemfleet.lab.network;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A decision on a transaction.
 *
 * @param change the combined change; refused when one of the edits is
 * @param edit the place of the refused edit
 */
record DecidedTransaction(ConfigChange change, int edit) {

    /** Decides on the edits in their order, each on what the ones before it make. */
    static <E> DecidedTransaction of(
            NetworkConfig before, List<E> edits, BiFunction<NetworkConfig, E, ConfigChange> decision) {
        NetworkConfig config = before;
        Set<String> headEnds = new HashSet<>();
        for (int i = 0; i < edits.size(); i++) {
            ConfigChange change = decision.apply(config, edits.get(i));
            if (change.config() == null) {
                return new DecidedTransaction(change, i);
            }
            config = change.config();
            headEnds.addAll(change.headEnds());
        }
        return new DecidedTransaction(ConfigChange.of(false, config, headEnds), -1);
    }
}
