/** Initial networks: the default carrier from its site files, and any GraphML of the Internet Topology Zoo. */
@NullMarked
package io.cemfleet.lab.carrier;

import org.jspecify.annotations.NullMarked;
