package io.cemfleet.network.topology;

import org.jspecify.annotations.Nullable;

/**
 * One direction of a link. Two directions are equal when all that the controller reports of them is equal.
 *
 * @param linkId the undirected link's id ({@code frankfurt-prague})
 * @param source the sending end
 * @param target the receiving end
 * @param cncLinkId the controller's own id; never on the fleet's wire
 */
public record LinkDirection(
        String linkId, LinkEnd source, LinkEnd target, String cncLinkId, LinkAttributes attributes) {

    /** Slug of the sending router. */
    public String from() {
        return source.node();
    }

    /** Slug of the receiving router. */
    public String to() {
        return target.node();
    }

    /** The sending router's interface. */
    public String fromInterface() {
        return source.interfaceName();
    }

    /** The receiving router's interface. */
    public String toInterface() {
        return target.interfaceName();
    }

    public int igpMetric() {
        return attributes.igpMetric();
    }

    public int teMetric() {
        return attributes.teMetric();
    }

    public @Nullable Integer adjacencySid() {
        return attributes.adjacencySid();
    }

    public @Nullable Double capacityMbps() {
        return attributes.capacityMbps();
    }

    /** Advertised one-way delay in milliseconds. */
    public @Nullable Double delayMs() {
        return attributes.delayMs();
    }

    @Override
    public int hashCode() {
        return cncLinkId.hashCode();
    }
}
