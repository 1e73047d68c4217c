package io.cemfleet.enhancement.stage;

/** A source of context that failed, for example {@code kb_search}. */
public record SourceError(String nodeName, String message) {}
