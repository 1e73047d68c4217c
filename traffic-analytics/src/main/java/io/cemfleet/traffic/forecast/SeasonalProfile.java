package io.cemfleet.traffic.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What the time of the day adds to a link's utilisation: the median of each slot of the period, joined by straight
 * lines between the slots' middles. Its level means nothing; the trend has the level.
 *
 * @param period after which it repeats, counted from the epoch
 * @param profile utilisation by slot, 0 to 1; empty when no season is known
 */
public record SeasonalProfile(Duration period, List<Double> profile) {

    /** Too little history for one. */
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
