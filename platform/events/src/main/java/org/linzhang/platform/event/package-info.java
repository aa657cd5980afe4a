/** The interface and the types of all events; depends on no framework. */
package org.linzhang.platform.event;
