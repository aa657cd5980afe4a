/** Settings that the web client needs before the log-in. */
package org.linzhang.gateway.settings;
