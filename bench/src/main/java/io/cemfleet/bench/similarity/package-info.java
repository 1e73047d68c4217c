/** Similar-ticket queries against bare Lucene, on synthetic tickets. Uses code of the enhancement pipeline. */
@NullMarked
package io.cemfleet.bench.similarity;

import org.jspecify.annotations.NullMarked;
