/** Consumes events: each one has its effect once; messages that cannot be read or handled become dead letters. */
package org.linzhang.platform.inbox;
