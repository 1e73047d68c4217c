/** The knowledge graph: topology versions, constrained paths, plans. */
@NullMarked
package io.cemfleet.path;

import org.jspecify.annotations.NullMarked;
