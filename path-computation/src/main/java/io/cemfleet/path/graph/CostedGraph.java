package io.cemfleet.path.graph;

/** What a search looks at. */
record CostedGraph(PathGraph graph, EdgeCosts costs, SearchMask mask) {}
