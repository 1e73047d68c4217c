package io.cemfleet.enhancement.stage;

import org.jspecify.annotations.Nullable;

/**
 * An article of the tenant's knowledge base.
 *
 * @param score of its relevance, higher is better
 */
public record KnowledgeArticle(String id, String title, @Nullable String url, String excerpt, double score) {}
