package io.cemfleet.path.plan;

import io.cemfleet.path.constraint.PathFinder;
import io.cemfleet.path.constraint.PathNetwork;
import io.cemfleet.path.constraint.PathQualityRule;
import io.cemfleet.path.graph.SearchLimitExceeded;

/**
 * The search settings of one plan. When the plan's time is used up, a search gives up as at its limit.
 *
 * @param unknownMsd SID depth of a head-end that reports none
 */
record PlanSearch(int unknownMsd, PlanBudget budget) {

    PathFinder over(PathNetwork view, PathQualityRule standard) {
        return new PathFinder(view, unknownMsd, inTime(standard));
    }

    private PathQualityRule inTime(PathQualityRule standard) {
        return new PathQualityRule() {
            @Override
            public boolean bars(int edge) {
                return standard.bars(edge);
            }

            @Override
            public boolean accepts(int[] path) {
                if (budget.used()) {
                    throw new SearchLimitExceeded("the time of the plan is used up");
                }
                return standard.accepts(path);
            }
        };
    }
}
