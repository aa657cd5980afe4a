/** Kills each process of a platform under load, and counts what was acknowledged, stored and alerted. */
package org.linzhang.bench.faults;
