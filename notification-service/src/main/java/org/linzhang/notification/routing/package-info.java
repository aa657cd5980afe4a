/** Routing: finds the recipients of an alert by a table of rules and the roster. There is always at least one. */
package org.linzhang.notification.routing;
