package io.cemfleet.tunnel.policy;

/**
 * The key by which traffic is steered (RFC 9256 §2.1): it identifies the policy whose candidate paths compete.
 *
 * @param headEnd router slug
 * @param endPoint router slug
 * @param color 1 to 2^31-1
 */
public record SteeringKey(String headEnd, String endPoint, int color) {

    @Override
    public String toString() {
        return headEnd + ">" + endPoint + "#" + color;
    }
}
