package io.cemfleet.tunnel.bsid;

/** The colours that the fleet may set on services without one, both bounds included. */
public record ColorRange(int first, int last) {}
