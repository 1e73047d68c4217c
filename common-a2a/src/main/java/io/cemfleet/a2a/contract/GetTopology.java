package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The network as read from the controller */
public interface GetTopology {
    TaskType<Request, Result> TYPE = TaskType.of(
            "get_topology",
            AgentName.PATH_COMPUTATION,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "The network as it was read from the controller");

    /** @param version none for the newest */
    record Request(@Nullable String version) {}

    record Result(List<Node> nodes, List<Link> links, String version, double ageSeconds) {}

    /** @param position latitude and longitude in degrees, null where no sites file names the node */
    record Node(
            String id,
            String name,
            String routerId,
            @Nullable Position position,
            @Nullable LabelBlock srgb,
            @Nullable LabelBlock srlb,
            @Nullable Integer msd) {}

    record Position(double latitude, double longitude) {}

    record LabelBlock(int lower, int upper) {}

    /**
     * @param capacityMbps the smaller direction, null where the controller does not say
     * @param delayMs advertised, one way, null where the controller does not say
     * @param utilisation 0 to 1, the busier direction, null where it is not measured
     */
    record Link(
            String id,
            String a,
            String z,
            @Nullable Double capacityMbps,
            @Nullable Double delayMs,
            long igpMetric,
            long teMetric,
            List<Long> srlgs,
            long affinities,
            @Nullable Double utilisation) {}
}
