package io.cemfleet.path.graph;

/** A search gave up at its cap of labels: whether there is a path is not known. */
public final class SearchLimitExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason why the search gave up */
    public SearchLimitExceeded(String reason) {
        super(reason);
    }

    SearchLimitExceeded(int labels) {
        super("no answer within %d labels".formatted(labels));
    }
}
