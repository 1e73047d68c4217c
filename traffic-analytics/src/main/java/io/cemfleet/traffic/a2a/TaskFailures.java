package io.cemfleet.traffic.a2a;

import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.traffic.demand.DemandMatrix;
import io.cemfleet.traffic.network.MeasuredNetwork;

/** The failures of tasks without an answer. */
final class TaskFailures {
    private TaskFailures() {}

    static <O> TaskReply<O> noTopology(CncResult<MeasuredNetwork> failed) {
        return TaskReply.failed("cnc_" + failed.code(), "the topology: " + failed.reason(), failed.retryable());
    }

    static <O> TaskReply<O> notMeasured(DemandMatrix matrix) {
        String first =
                matrix.errors().isEmpty() ? "" : ", first: " + matrix.errors().getFirst();
        return TaskReply.failed("not_measured", "the load of no link is known" + first, true);
    }
}
