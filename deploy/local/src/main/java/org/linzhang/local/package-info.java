/** Starts PostgreSQL, Kafka, Keycloak and the four services on one machine, keeps them running, and stops them in order. */
package org.linzhang.local;
