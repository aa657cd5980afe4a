/** Who must know: a table of rules, the people of the roster, and never silence. */
package org.linzhang.notification.routing;
