package io.cemfleet.path.graph;

/** The scratch arrays of a search. */
final class SearchWorkspace {

    /** Labels by the distance from the source. */
    final SearchSide out;
    /** Labels by the distance to the target. */
    final SearchSide in;

    final EqualPaths equals;

    SearchWorkspace(int nodes) {
        out = new SearchSide(nodes);
        in = new SearchSide(nodes);
        equals = new EqualPaths(nodes);
    }
}
