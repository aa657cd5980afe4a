/** The people of the roster, as notification-service tells of them: to whom an incident can be handed over. */
package org.linzhang.incident.roster;
