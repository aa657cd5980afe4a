/** What every event contract shares; depends on no framework. */
package org.linzhang.platform.event;
