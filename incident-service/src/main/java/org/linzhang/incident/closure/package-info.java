/** How much of what was reported was struck off: a rollup that events move, and that a recount proves. */
package org.linzhang.incident.closure;
