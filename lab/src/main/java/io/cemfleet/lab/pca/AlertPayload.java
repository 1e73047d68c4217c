package io.cemfleet.lab.pca;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An alert as PCA writes it: times in epoch milliseconds, value and triggeredValue as strings. */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record AlertPayload(
        String uid,
        String tenantId,
        String tenantName,
        String policyId,
        String policyName,
        String policyType,
        String severity,
        String alertState,
        long timestamp,
        long processedTimestamp,
        long startTimestamp,
        @Nullable Long endTimestamp,
        String objectId,
        String objectName,
        String objectType,
        String sessionId,
        String metric,
        String direction,
        String comparator,
        String value,
        String triggeredValue,
        String baseline,
        long duration,
        long timeInViolation,
        String source,
        String uri,
        String annotation,
        String tags,
        List<String> topology,
        Map<String, String> metadata,
        String sourceIp,
        String destinationIp,
        @Nullable Double srcLat,
        @Nullable Double srcLon,
        @Nullable Double dstLat,
        @Nullable Double dstLon) {}
