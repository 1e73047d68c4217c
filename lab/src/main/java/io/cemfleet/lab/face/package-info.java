/**
 * What every third-party face has in common: each request is recorded, and faults that a person or a test ordered are
 * answered in the vendor's own form before the face sees the request.
 */
@NullMarked
package io.cemfleet.lab.face;

import org.jspecify.annotations.NullMarked;
