package io.cemfleet.runtime.problem;

/** The problem of one field; {@code field} is its path in the JSON, such as {@code protections[0].head_end}. */
public record FieldProblem(String field, String message) {}
