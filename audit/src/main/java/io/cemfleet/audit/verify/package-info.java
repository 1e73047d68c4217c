/**
 * Independent verification of a trail: a program of its own that needs the table or an export, and the public key.
 */
@NullMarked
package io.cemfleet.audit.verify;

import org.jspecify.annotations.NullMarked;
