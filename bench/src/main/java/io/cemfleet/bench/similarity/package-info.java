/** Similar-ticket queries against bare Lucene, on synthetic tickets. The only package that uses code of an agent. */
@NullMarked
package io.cemfleet.bench.similarity;

import org.jspecify.annotations.NullMarked;
