/**
 * Any process may die at any moment. One incident for each process: it is held in each phase in turn, the process is
 * killed with SIGKILL and brought back, and at the end nothing is missing, nothing is there twice, and nothing is left.
 */
@NullMarked
package io.cemfleet.e2e.crash;

import org.jspecify.annotations.NullMarked;
