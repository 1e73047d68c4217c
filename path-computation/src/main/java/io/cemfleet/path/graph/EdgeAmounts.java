package io.cemfleet.path.graph;

import java.util.Arrays;

/** An amount for each edge, 0 for most of them: only the pages that hold another one take space and are copied. */
final class EdgeAmounts {

    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;
    private static final double[] ZEROS = new double[PAGE];

    private final double[][] pages;

    EdgeAmounts(int edges) {
        this(new double[(edges >> PAGE_BITS) + 1][]);
        Arrays.fill(pages, ZEROS);
    }

    private EdgeAmounts(double[][] pages) {
        this.pages = pages;
    }

    EdgeAmounts copy() {
        var copies = pages.clone();
        for (int i = 0; i < copies.length; i++) {
            if (copies[i] != ZEROS) {
                copies[i] = copies[i].clone();
            }
        }
        return new EdgeAmounts(copies);
    }

    double of(int edge) {
        return pages[edge >> PAGE_BITS][edge & PAGE - 1];
    }

    void set(int edge, double amount) {
        int page = edge >> PAGE_BITS;
        if (pages[page] == ZEROS) {
            pages[page] = new double[PAGE];
        }
        pages[page][edge & PAGE - 1] = amount;
    }
}
