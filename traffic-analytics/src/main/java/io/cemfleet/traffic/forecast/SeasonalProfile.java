package io.cemfleet.traffic.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The part of a link's utilisation that depends on the time of day: the median of each slot of the period, interpolated
 * between the slots' middles. Only the differences count; the trend has the level.
 *
 * @param period after which it repeats, counted from the epoch
 * @param profile utilisation by slot, 0 to 1; empty when no season is known
 */
public record SeasonalProfile(Duration period, List<Double> profile) {

    /** The profile of a history that is too short. */
    public static final SeasonalProfile NONE = new SeasonalProfile(Duration.ofDays(1), List.of());

    public SeasonalProfile {
        profile = List.copyOf(profile);
    }

    public boolean isKnown() {
        return !profile.isEmpty();
    }

    /** The seasonal part at this moment, 0 where none is known. */
    public double at(Instant moment) {
        if (profile.isEmpty()) {
            return 0;
        }
        double into = Math.floorMod(moment.toEpochMilli(), period.toMillis());
        double slots = into / period.toMillis() * profile.size() - 0.5;
        int before = (int) Math.floor(slots);
        double part = slots - before;
        return (1 - part) * slot(before) + part * slot(before + 1);
    }

    private double slot(int number) {
        return profile.get(Math.floorMod(number, profile.size()));
    }
}
