@NullMarked
package io.cemfleet.restoration.pca;

import org.jspecify.annotations.NullMarked;
