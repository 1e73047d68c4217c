package io.cemfleet.correlator.pca;

import org.jspecify.annotations.Nullable;

/**
 * A session that PCA measures.
 *
 * @param from router id or name
 * @param to router id or name
 * @param color of the policy that it rides, absent where it follows the IGP
 */
public record ProbedSession(String id, String objectType, String from, String to, @Nullable Integer color) {}
