package io.cemfleet.lab.network;

/**
 * Link affinities as bit masks; 0 asks for nothing.
 *
 * @param includeAny at least one of these bits
 * @param includeAll all of these bits
 * @param excludeAny none of these bits
 */
public record AffinityConstraint(int includeAny, int includeAll, int excludeAny) {

    public static final AffinityConstraint NONE = new AffinityConstraint(0, 0, 0);

    boolean admit(int mask) {
        return (includeAny == 0 || (mask & includeAny) != 0)
                && (mask & includeAll) == includeAll
                && (mask & excludeAny) == 0;
    }
}
