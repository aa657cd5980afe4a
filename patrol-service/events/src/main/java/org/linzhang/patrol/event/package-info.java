/** The contract of patrol-service: what happened on a patrol, on the topic {@code patrol.patrols.v1}. */
package org.linzhang.patrol.event;
