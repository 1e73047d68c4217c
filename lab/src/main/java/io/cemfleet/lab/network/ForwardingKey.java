package io.cemfleet.lab.network;

/** Traffic that is forwarded alike: from a router to another with a colour; colour 0 is none. */
record ForwardingKey(int from, int to, int color) {}
