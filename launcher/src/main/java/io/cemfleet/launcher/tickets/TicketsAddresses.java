package io.cemfleet.launcher.tickets;

/** The addresses that the demo uses. */
public record TicketsAddresses(String lab, String ioAgent, String pipeline) {}
