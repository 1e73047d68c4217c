package io.cemfleet.correlator.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an alert is in the network.
 *
 * @param domain IGP domain; {@link #UNRESOLVED} while the alert cannot be located
 * @param linkId the link that is degraded, absent if the source names none
 * @param from the end that sends in the direction that is degraded, absent if the source names none
 * @param candidateLinks where the alert may come from if it names no link
 * @param nodes both ends of the link, or the ends of the session
 * @param srlgs risk groups of the link
 * @param policies policies whose present path crosses the link
 * @param topologyVersion the version of the topology that says so, absent if none does
 * @param networkVersion the published version of the network whose topology and policies say so, absent if the policies
 *     were read from the controller
 */
public record AlertLocation(
        String domain,
        @Nullable String linkId,
        @Nullable String from,
        List<String> candidateLinks,
        List<String> nodes,
        List<Integer> srlgs,
        List<String> policies,
        @Nullable String topologyVersion,
        @Nullable Long networkVersion) {

    public static final String UNRESOLVED = "unresolved";

    /** Not found yet. */
    public static final AlertLocation UNKNOWN = ofDomain(UNRESOLVED);

    public AlertLocation {
        candidateLinks = candidateLinks == null ? List.of() : List.copyOf(candidateLinks);
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
        srlgs = srlgs == null ? List.of() : List.copyOf(srlgs);
        policies = policies == null ? List.of() : List.copyOf(policies);
    }

    /** A domain, without a link. */
    public static AlertLocation ofDomain(String domain) {
        return new AlertLocation(domain, null, null, List.of(), List.of(), List.of(), List.of(), null, null);
    }

    /** The same surroundings with this link, or with none. */
    public AlertLocation withLink(@Nullable String id) {
        return new AlertLocation(
                domain, id, from, candidateLinks, nodes, srlgs, policies, topologyVersion, networkVersion);
    }

    /** The same, with the end that sends in the degraded direction. */
    public AlertLocation withFrom(@Nullable String end) {
        return new AlertLocation(
                domain, linkId, end, candidateLinks, nodes, srlgs, policies, topologyVersion, networkVersion);
    }

    /** The same ends, with other candidates and without a risk group that they share. */
    public AlertLocation withCandidates(List<String> links) {
        return new AlertLocation(
                domain, null, null, links, nodes, List.of(), policies, topologyVersion, networkVersion);
    }

    public boolean isResolved() {
        return !UNRESOLVED.equals(domain);
    }

    /** The link that it names, else those of which one must be degraded. */
    public List<String> suspectedLinks() {
        return linkId == null ? candidateLinks : List.of(linkId);
    }
}
