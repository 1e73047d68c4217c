package io.cemfleet.launcher.demo;

/** Where the demo finds what it talks to. */
public record DemoAddresses(String lab, String ioAgent, String audit) {}
