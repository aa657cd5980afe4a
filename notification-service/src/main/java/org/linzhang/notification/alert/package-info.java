/** Alerts: each notifies one person about one incident. The person acknowledges it; the end of the incident settles it. */
package org.linzhang.notification.alert;
