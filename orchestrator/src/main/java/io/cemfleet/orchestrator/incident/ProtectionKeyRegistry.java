package io.cemfleet.orchestrator.incident;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known about protection keys across incidents: which incident protects a (head-end, end-point, colour) now,
 * and whether actions for a key helped. It takes part in the transaction of the work unit.
 */
public interface ProtectionKeyRegistry {
    /** In a row; then automation stops on the key. */
    int MOST_NOT_HELPED = 2;

    /** Claims the keys for an incident; returns those that another one has, with its id. */
    Map<ProtectionKey, String> claim(String incidentId, Collection<ProtectionKey> keys);

    /** The incident that protects it now. */
    Optional<String> owner(ProtectionKey key);

    /** Whether an incident avoids all of these links. */
    boolean avoids(String incidentId, Collection<String> links);

    /** Those of the links that are degraded, according to alerts, in another open incident. */
    Set<String> degradedElsewhere(String incidentId, Collection<String> links);

    /** Records whether an action helped; returns how many in a row did not. */
    int judged(String incidentId, ProtectionKey key, boolean helped);

    /** Whether so many actions in a row did not help that an operator has to decide. */
    boolean stopped(ProtectionKey key);

    /** Whether traffic of another incident is returning at this moment. */
    boolean othersRestore(String incidentId);

    /** An operator lets automation go on. */
    void resume(ProtectionKey key);
}
