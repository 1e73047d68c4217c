package io.cemfleet.correlator.stream;

import java.util.List;

/** The incidents of a domain that are not known to be closed, oldest first. */
record DomainState(List<OpenIncident> incidents) {}
