/** What a local fleet keeps on disk: its directories, generated secrets, agents' keys, and how it was started. */
@NullMarked
package io.cemfleet.launcher.home;

import org.jspecify.annotations.NullMarked;
