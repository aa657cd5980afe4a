/** Alerts: one incident told to one person, who acknowledges it, until the incident is over. */
package org.linzhang.notification.alert;
