/** The mail face: an SMTP server that takes every letter, keeps it where people can read it, and fails on order. */
@NullMarked
package io.cemfleet.lab.mail;

import org.jspecify.annotations.NullMarked;
