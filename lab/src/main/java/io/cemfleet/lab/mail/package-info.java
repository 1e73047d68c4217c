/**
 * The mail interface: an SMTP server that accepts every letter, stores it for people to read, and fails on order.
 */
@NullMarked
package io.cemfleet.lab.mail;

import org.jspecify.annotations.NullMarked;
