/** What a report must be before it is stored: whole, believable, and from the reporter's own region. */
package org.linzhang.incident.intake;
