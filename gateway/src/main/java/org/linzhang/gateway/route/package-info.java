/** The routing table: canonical paths, and what holds for the requests of each path. */
package org.linzhang.gateway.route;
