package io.cemfleet.lab.fleet.tickets;

/** Where the demo finds what it talks to. */
public record TicketsAddresses(String lab, String ioAgent, String pipeline) {}
