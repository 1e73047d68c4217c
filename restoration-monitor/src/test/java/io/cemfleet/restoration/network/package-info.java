@NullMarked
package io.cemfleet.restoration.network;

import org.jspecify.annotations.NullMarked;
