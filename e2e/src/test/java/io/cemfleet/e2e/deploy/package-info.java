/**
 * The deliverables for running the fleet elsewhere: the image, the Compose file and the Helm chart, held to the
 * contract.
 */
@NullMarked
package io.cemfleet.e2e.deploy;

import org.jspecify.annotations.NullMarked;
