package io.cemfleet.network.policy;

/**
 * The identity of an SR policy (RFC 9256 §2.1).
 *
 * @param headEnd router slug
 * @param endPoint router slug
 * @param color 1 to 2^31-1
 */
public record PolicyKey(String headEnd, String endPoint, int color) {

    @Override
    public String toString() {
        return headEnd + ">" + endPoint + "#" + color;
    }
}
