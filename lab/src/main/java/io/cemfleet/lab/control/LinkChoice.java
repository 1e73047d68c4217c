package io.cemfleet.lab.control;

import io.cemfleet.lab.network.LabLink;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Links that a scenario names by a property, found in the network at that moment. */
enum LinkChoice {
    /** Carries the most services, a platinum one too. */
    BUSIEST(ScenarioSituation::busiest, "carries a platinum service and can be gone around"),
    /** Carries the fewest services, a platinum one where there is such a link; all of them have another path. */
    SMALL(ScenarioSituation::small, "carries services and can be gone around"),
    /** Carries more Mbit/s than any other that can be gone around. */
    FULLEST(ScenarioSituation::fullest, "carries traffic and can be gone around"),
    /** Carries several services, one without a colour, if possible with a second one between the same routers. */
    PLAIN(ScenarioSituation::plain, "carries a service without a colour beside others, and can be gone around"),
    /** No flow crosses it or may cross it. */
    UNUSED(ScenarioSituation::unused, "carries nothing"),
    /**
     * A link that can be drained, for networks in which every link carries traffic: the IGP has other paths, and no
     * policy is bound to it.
     */
    QUIET(ScenarioSituation::quiet, "can be drained"),
    /** The link whose loss makes a bridge, where there is no bridge yet; few services need that bridge. */
    SPARE(ScenarioSituation::spare, "leaves a bridge when it is gone"),
    /** Some services have no other path. */
    BRIDGE(ScenarioSituation::bridge, "is the only way of some service"),
    /** Shares a router with the small link; paths around both exist. */
    NEXT(ScenarioSituation::next, "shares a router with the first, carries services, and can be gone around with it"),
    /** On the path of a policy that was created since the start; paths around it and the small link exist. */
    PROTECTION(
            ScenarioSituation::protection, "is on the way of a policy made since the start and can be gone around too"),
    /** One of two links that are far from each other and that some flow crosses both. */
    PAIR_ONE(situation -> situation.pair().map(pair -> pair.get(0)), "shares a flow with another, and no router"),
    /** The other of the two links. */
    PAIR_OTHER(situation -> situation.pair().map(pair -> pair.get(1)), "shares a flow with another, and no router");

    private final Function<ScenarioSituation, Optional<LabLink>> finder;
    private final String meaning;

    LinkChoice(Function<ScenarioSituation, Optional<LabLink>> finder, String meaning) {
        this.finder = finder;
        this.meaning = meaning;
    }

    static Optional<LinkChoice> named(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    Optional<LabLink> find(ScenarioSituation situation) {
        return finder.apply(situation);
    }

    /** The property of such a link, to be read after "no link that …". */
    String meaning() {
        return meaning;
    }
}
