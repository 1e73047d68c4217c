package io.cemfleet.io.access;

import io.cemfleet.io.Role;

/** Somebody who is logged in. */
record Person(String name, Role role) {}
