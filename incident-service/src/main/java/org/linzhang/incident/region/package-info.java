/** The region that a list or a statistic is asked for. */
package org.linzhang.incident.region;
