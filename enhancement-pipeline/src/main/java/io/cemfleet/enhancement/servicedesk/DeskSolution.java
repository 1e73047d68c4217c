package io.cemfleet.enhancement.servicedesk;

import org.jspecify.annotations.Nullable;

/** An article of the service desk's knowledge base, its content without markup. */
public record DeskSolution(String id, String title, String content, @Nullable String url) {}
