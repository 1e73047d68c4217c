package io.cemfleet.tunnel.policy;

/**
 * What traffic is steered by (RFC 9256 §2.1): the policy that candidate paths compete in.
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
