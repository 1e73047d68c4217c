package io.cemfleet.path.graph;

/**
 * What a path may not exceed.
 *
 * @param maxHops at least 1; {@link Integer#MAX_VALUE} for none
 * @param maxDelayMicros {@link Long#MAX_VALUE} for none
 */
public record Bounds(int maxHops, long maxDelayMicros) {

    public static final Bounds NONE = new Bounds(Integer.MAX_VALUE, Long.MAX_VALUE);

    boolean hold(int hops, long delayMicros) {
        return hops <= maxHops && delayMicros <= maxDelayMicros;
    }

    Bounds after(int hops, long delayMicros) {
        return new Bounds(
                maxHops == Integer.MAX_VALUE ? maxHops : maxHops - hops,
                maxDelayMicros == Long.MAX_VALUE ? maxDelayMicros : maxDelayMicros - delayMicros);
    }
}
