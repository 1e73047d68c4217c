package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Congestion is expected on a link, or no longer is */
public interface ProactiveAlert {
    TaskType<Request, Result> TYPE = TaskType.of(
            "proactive_alert",
            AgentName.EVENT_CORRELATOR,
            Set.of(AgentName.TRAFFIC_ANALYTICS),
            Request.class,
            Result.class,
            "Congestion is expected on a link");

    /**
     * @param predictedUtilisation 0 to 1 and above
     * @param probability 0 to 1
     * @param expectedAt when the threshold is expected to be crossed; of a clear, the time that its raise had given
     * @param demands absent where they are not known
     * @param servicesAtRisk ids of the services whose traffic crosses the link, absent like {@code demands}
     * @param kind absent means {@link Kind#RAISE}
     */
    record Request(
            @NotBlank String linkId,
            double predictedUtilisation,
            double probability,
            @NotNull Instant expectedAt,
            int horizonMinutes,
            @Nullable List<Map<String, Object>> demands,
            @Nullable List<String> servicesAtRisk,
            @Nullable Kind kind) {

        /** Whether it clears an earlier raise. */
        public boolean clears() {
            return kind == Kind.CLEAR;
        }
    }

    /** Whether congestion is expected. */
    enum Kind {
        RAISE,
        /** The forecast no longer holds. */
        CLEAR;

        /** The value on the wire. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Result(String alertId) {}
}
