package io.cemfleet.io.stream;

/**
 * An update as streams carry it.
 *
 * @param position in the table of updates; the event's id
 * @param json one line
 */
record StreamedUpdate(long position, String json) {}
