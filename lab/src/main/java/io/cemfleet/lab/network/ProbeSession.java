package io.cemfleet.lab.network;

import org.jspecify.annotations.Nullable;

/**
 * An end-to-end probe in one direction. It follows forwarding as the services' flows do, with their colour.
 *
 * @param id such as {@code twamp-frankfurt-prague-100}
 * @param from index of the sending router
 * @param to index of the reflecting router
 * @param color null: plain IGP
 */
public record ProbeSession(String id, int from, int to, @Nullable Integer color) {}
