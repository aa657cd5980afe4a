/** The live stream: sends an alert to the recipient's open streams after the commit, on every instance. */
package org.linzhang.notification.live;
