/** The clock, and times with the precision of PostgreSQL: microseconds. */
package org.linzhang.platform.time;
