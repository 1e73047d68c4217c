package io.cemfleet.enhancement.stage;

import org.jspecify.annotations.Nullable;

/** @param score of the similarity, above 0, higher is closer; only comparable within one search */
public record SimilarTicket(String ticketId, String title, String excerpt, double score, @Nullable String resolution) {}
