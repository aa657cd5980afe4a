/** Locates the built project, which contains the programs of PostgreSQL, Kafka and Keycloak. */
package org.linzhang.platform.servers;
