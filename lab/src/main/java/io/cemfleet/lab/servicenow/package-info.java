/** The ServiceNow simulator: the incident table of the Table API, with its state rules and error forms. */
@NullMarked
package io.cemfleet.lab.servicenow;

import org.jspecify.annotations.NullMarked;
