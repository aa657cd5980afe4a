/** The event contract of incident-service, published on the topic {@code incident.incidents.v1}. */
package org.linzhang.incident.event;
