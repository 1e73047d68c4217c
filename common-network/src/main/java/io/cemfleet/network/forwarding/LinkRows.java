package io.cemfleet.network.forwarding;

/** The links at each router as a slice of compact arrays, in one direction of travel. */
final class LinkRows {

    /** Where the slice of each router begins; the next one's beginning is its end. */
    final int[] first;

    final int[] link;

    /** The router at the link's other end. */
    final int[] other;

    final long[] cost;

    /**
     * @param links numbers by router
     * @param ends of each link, the end away from that router
     */
    LinkRows(int[][] links, int[] ends, long[] costs) {
        first = new int[links.length + 1];
        link = new int[ends.length];
        other = new int[ends.length];
        cost = new long[ends.length];
        int count = 0;
        for (int router = 0; router < links.length; router++) {
            for (int number : links[router]) {
                link[count] = number;
                other[count] = ends[number];
                cost[count++] = costs[number];
            }
            first[router + 1] = count;
        }
    }
}
