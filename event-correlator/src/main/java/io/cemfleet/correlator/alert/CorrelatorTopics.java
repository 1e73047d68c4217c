package io.cemfleet.correlator.alert;

import java.util.List;

/** The topics of this agent. */
public final class CorrelatorTopics {
    public static final String ALERTS = "cem.alerts";
    public static final String INCIDENTS = "cem.incidents";
    public static final String VERDICTS = "cem.verdicts";
    public static final List<String> ALL = List.of(ALERTS, INCIDENTS, VERDICTS);

    /** Consumer groups: of the ledger, of the numbering of incidents, of the list of dead letters. */
    public static final String LEDGER_GROUP = "cem-event-correlator-ledger";

    public static final String NUMBERING_GROUP = "cem-event-correlator-numbering";
    public static final String DEAD_LETTER_GROUP = "cem-event-correlator-dead-letters";

    private CorrelatorTopics() {}

    /** The dead letter topic of a topic. */
    public static String dead(String topic) {
        return topic + ".dlt";
    }

    /** The topic of a dead letter topic. */
    public static String alive(String deadTopic) {
        String suffix = dead("");
        return deadTopic.endsWith(suffix) ? deadTopic.substring(0, deadTopic.length() - suffix.length()) : deadTopic;
    }
}
