package io.cemfleet.path.graph;

/**
 * The bounds of a path.
 *
 * @param maxHops at least 1; {@link Integer#MAX_VALUE} for none
 * @param maxDelayMicros {@link Long#MAX_VALUE} for none
 */
public record PathBounds(int maxHops, long maxDelayMicros) {

    public static final PathBounds NONE = new PathBounds(Integer.MAX_VALUE, Long.MAX_VALUE);

    boolean hold(int hops, long delayMicros) {
        return hops <= maxHops && delayMicros <= maxDelayMicros;
    }

    PathBounds after(int hops, long delayMicros) {
        return new PathBounds(
                maxHops == Integer.MAX_VALUE ? maxHops : maxHops - hops,
                maxDelayMicros == Long.MAX_VALUE ? maxDelayMicros : maxDelayMicros - delayMicros);
    }
}
