package io.cemfleet.launcher.tickets;

/** Where the demo finds what it talks to. */
public record TicketsAddresses(String lab, String ioAgent, String pipeline) {}
