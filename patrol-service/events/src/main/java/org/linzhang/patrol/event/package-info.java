/** The event contract of patrol-service, on the topic {@code patrol.patrols.v1}. */
package org.linzhang.patrol.event;
