/** Validation of a report before it is stored: required fields, plausible time and place, the reporter's region. */
package org.linzhang.incident.intake;
