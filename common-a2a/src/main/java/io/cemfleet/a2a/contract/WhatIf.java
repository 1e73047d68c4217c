package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The utilisation of links after an assumed failure or shift */
public interface WhatIf {
    TaskType<Request, Result> TYPE = TaskType.of(
            "what_if",
            AgentName.TRAFFIC_ANALYTICS,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "How full links would be after a failure or a shift");

    record Request(@Nullable @Valid AssumedFailure failed, @Nullable List<@Valid AssumedShift> shifts) {}

    record AssumedFailure(@Nullable List<String> links, @Nullable List<String> nodes, @Nullable List<Long> srlgs) {}

    record AssumedShift(
            @NotBlank String headEnd,
            @NotBlank String endPoint,
            @Nullable Integer color,
            @NotNull List<String> links,
            double demandMbps) {}

    record Result(Map<String, Double> utilisation, @Nullable FullestLink worst, List<String> violations) {}

    record FullestLink(String linkId, double utilisation) {}
}
