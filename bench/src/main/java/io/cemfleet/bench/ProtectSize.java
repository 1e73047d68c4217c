package io.cemfleet.bench;

/** How much one incident of a series protects, by the services on its link; each has two directions. */
enum ProtectSize {
    TWO(2, 1, 1, 1.0),
    EIGHT(8, 3, 5, 0.5),
    /** The links with the most services of the lab's default network. */
    FORTY_EIGHT(48, 18, 60, 0.15);

    private final int protections;
    private final int fewestServices;
    private final int mostServices;
    private final double share;

    ProtectSize(int protections, int fewestServices, int mostServices, double share) {
        this.protections = protections;
        this.fewestServices = fewestServices;
        this.mostServices = mostServices;
        this.share = share;
    }

    /** About as many as one incident has; the measure counts those that it finds. */
    int protections() {
        return protections;
    }

    boolean fits(int services) {
        return services >= fewestServices && services <= mostServices;
    }

    /** The incidents of this size, where a run has a number of them for the smallest size. */
    int incidents(int ofSmallest) {
        return Math.max(3, (int) Math.round(share * ofSmallest));
    }
}
