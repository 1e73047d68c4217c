package io.cemfleet.enhancement.pipeline;

/** A source of context that failed, for example {@code kb_search}. */
public record SourceError(String nodeName, String message) {}
