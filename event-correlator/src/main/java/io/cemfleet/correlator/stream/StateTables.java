package io.cemfleet.correlator.stream;

import java.util.List;

/**
 * The tables of the stream's state, by name. Each has one value for an alarm, a link, an incident, or a key of the
 * incidents' index; no value grows with the number of open incidents, and every list in a value has a limit.
 */
public interface StateTables {
    String ALARMS = "alarms";
    String LINKS = "links";
    String FULL_LINKS = "full-links";
    String INCIDENTS = "open-incidents";
    String INCIDENT_INDEX = "incident-index";
    /** One small value for each domain; earlier versions kept all open incidents in it. */
    String DOMAINS = "domains";

    List<String> NAMES = List.of(ALARMS, LINKS, FULL_LINKS, INCIDENTS, INCIDENT_INDEX, DOMAINS);

    /**
     * A table.
     *
     * @param name one of {@link #NAMES}
     * @param type of its values
     */
    <V> StateTable<V> table(String name, Class<V> type);
}
