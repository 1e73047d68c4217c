package io.cemfleet.lab.network;

/** Traffic that is forwarded alike: from one router to another, with a colour; colour 0 means none. */
record ForwardingKey(int from, int to, int color) {}
