package io.cemfleet.cnc.optimization;

import io.cemfleet.network.policy.PolicyKey;
import org.jspecify.annotations.Nullable;

/**
 * A policy to create or modify through the engine.
 *
 * @param pathName mandatory in practice
 * @param bindingSid absent: the head-end's own choice
 */
public record PolicyRequest(PolicyKey key, String pathName, @Nullable Integer bindingSid, PathRequest path) {}
