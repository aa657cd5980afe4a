/** The live stream: an alert is on the screen as soon as it is committed, whichever instance committed it. */
package org.linzhang.notification.live;
