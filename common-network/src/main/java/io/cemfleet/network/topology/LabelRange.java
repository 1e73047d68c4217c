package io.cemfleet.network.topology;

/** A block of MPLS labels, both bounds included (SRGB or SRLB, RFC 8402). */
public record LabelRange(int lower, int upper) {

    public LabelRange {
        if (lower < 0 || upper < lower) {
            throw new IllegalArgumentException("not a label range: " + lower + "-" + upper);
        }
    }

    public boolean contains(int label) {
        return label >= lower && label <= upper;
    }

    public int size() {
        return upper - lower + 1;
    }
}
