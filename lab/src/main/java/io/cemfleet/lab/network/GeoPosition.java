package io.cemfleet.lab.network;

/**
 * A position on earth, in degrees.
 *
 * @param lat latitude, −90 to 90
 * @param lon longitude, −180 to 180
 */
public record GeoPosition(double lat, double lon) {

    private static final double EARTH_RADIUS_KM = 6371.0;

    /** The great-circle distance in kilometres. */
    public double distanceKm(GeoPosition other) {
        double dLat = Math.toRadians(other.lat - lat);
        double dLon = Math.toRadians(other.lon - lon);
        double h = Math.pow(Math.sin(dLat / 2), 2)
                + Math.cos(Math.toRadians(lat)) * Math.cos(Math.toRadians(other.lat)) * Math.pow(Math.sin(dLon / 2), 2);
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
    }
}
