/** The contract of incident-service: what happened to an incident, on the topic {@code incident.incidents.v1}. */
package org.linzhang.incident.event;
