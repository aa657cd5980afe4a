/** What the web client must know before anyone has logged in. */
package org.linzhang.gateway.settings;
