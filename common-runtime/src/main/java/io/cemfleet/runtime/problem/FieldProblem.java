package io.cemfleet.runtime.problem;

/** What is wrong with one field; {@code field} is its path in the JSON, such as {@code protections[0].head_end}. */
public record FieldProblem(String field, String message) {}
