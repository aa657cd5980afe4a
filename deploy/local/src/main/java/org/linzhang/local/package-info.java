/** Starts PostgreSQL, Kafka, Keycloak and the four services on one machine ({@code deploy/up}). */
package org.linzhang.local;
