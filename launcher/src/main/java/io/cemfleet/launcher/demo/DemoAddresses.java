package io.cemfleet.launcher.demo;

/** The addresses that the demo uses. */
public record DemoAddresses(String lab, String ioAgent, String audit) {}
