/** A projection of the roster of notification-service: the people to whom an incident can be handed over. */
package org.linzhang.incident.roster;
