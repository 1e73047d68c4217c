package io.cemfleet.bench.carrier;

/**
 * How large a generated network is.
 *
 * @param routers at least 3
 * @param links at least as many as routers
 * @param policies one VPN service rides each
 * @param protections services of a plan
 */
record CarrierSize(int routers, int links, int policies, int protections) {
    /** The size of a national carrier. */
    static final CarrierSize FULL = new CarrierSize(2_000, 10_000, 20_000, 500);
    /** A tenth of it. */
    static final CarrierSize QUICK = new CarrierSize(200, 1_000, 2_000, 50);
}
