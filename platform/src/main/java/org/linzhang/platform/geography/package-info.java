/** The regions that exist: names, parents and children, boundaries, and the county of a position. */
package org.linzhang.platform.geography;
