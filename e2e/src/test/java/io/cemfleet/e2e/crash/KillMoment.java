package io.cemfleet.e2e.crash;

/** When a process is killed: each phase of the seed, and for writes before and after their effect. */
enum KillMoment {
    ALERT("1 alert", "it is dead when the alert comes: the sender is told so, and the alert is found later"),
    DETECT("1 detect", "the ticket is open, the orchestrator is stopped before it hears of the incident"),
    ASSESS("2 assess", "the query for services stands at a gate"),
    COMPUTE("3 compute", "path-computation is stopped while a plan is asked for"),
    CREATE_HALF("4 half", "NSO refused the wave, its first half stands, the answer to that is held"),
    CREATE_BEFORE("4 create-", "the PUT of a new policy stands at a gate, without effect"),
    CREATE_AFTER("4 create+", "the new policy stands, the answer to the PUT is held"),
    STEER_BEFORE("5 steer-", "the PUT of the higher preference stands at a gate, without effect"),
    STEER_AFTER("5 steer+", "the preference is raised, the answer is held"),
    WATCH("6 watch", "traffic is protected, the link is still degraded"),
    HOLD("6 hold", "the link healed, the hold timer runs"),
    SHIFT_BEFORE("7 shift-", "the PUT of the weights 75/25 stands at a gate, without effect"),
    SHIFT_AFTER("7 shift+", "the weights are in force, the answer is held"),
    SHIFT_READ("7 read", "the weights 50/50 were answered, the reading of their plan stands at a gate"),
    DELETE_BEFORE("7 delete-", "the DELETE of a policy stands at a gate, without effect"),
    DELETE_AFTER("7 delete+", "the policy is gone, the answer is held");

    private final String title;
    private final String situation;

    KillMoment(String title, String situation) {
        this.title = title;
        this.situation = situation;
    }

    String title() {
        return title;
    }

    String situation() {
        return situation;
    }
}
