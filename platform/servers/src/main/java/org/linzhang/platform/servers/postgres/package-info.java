/** PostgreSQL from the binaries that Maven Central has, also for root. */
package org.linzhang.platform.servers.postgres;
